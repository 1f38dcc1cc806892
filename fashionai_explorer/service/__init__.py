"""The local profiling service: the API's endpoints over a shop's own data, on this computer."""

from __future__ import annotations

from fashionai_explorer.service.app import BASE_PATH, Arrival, create_app
from fashionai_explorer.service.demo import demo_shop
from fashionai_explorer.service.demo_lists import DEMO_LIST, DEMO_LISTS, demo_list
from fashionai_explorer.service.server import LocalService
from fashionai_explorer.service.shop import BrowsingEvent, Customer, Order, Product, Shop
from fashionai_explorer.service.writer import write_profile

__all__ = [
    "BASE_PATH",
    "DEMO_LIST",
    "DEMO_LISTS",
    "Arrival",
    "BrowsingEvent",
    "Customer",
    "LocalService",
    "Order",
    "Product",
    "Shop",
    "create_app",
    "demo_list",
    "demo_shop",
    "write_profile",
]

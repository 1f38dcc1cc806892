"""The same questions asked of pandas with one row a label, for ``benchmarks.index_questions``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from fashionai_explorer.labels import LabelTable


class PandasQuestions:
    """One row a label, in categoricals; the rule is that of ``index_questions.RULE``, written in pandas."""

    def __init__(
        self, table: LabelTable, spend: np.ndarray, facets: Sequence[str], together: tuple[str, str]
    ) -> None:
        texts = [text for facet in facets for text in table.facets[facet].texts]
        starts = np.cumsum([0, *(len(table.facets[facet].texts) for facet in facets)])
        parts = [table.facets[facet] for facet in facets]
        self._facets, self._together = facets, together
        self._spend = pd.Series(spend)
        self._rows = pd.DataFrame(
            {
                "customer": np.concatenate([part.customers for part in parts]),
                "facet": pd.Categorical.from_codes(
                    np.repeat(np.arange(len(facets)), [len(part.codes) for part in parts]), list(facets)
                ),
                "label": pd.Categorical.from_codes(
                    np.concatenate([part.codes + start for part, start in zip(parts, starts, strict=False)]),
                    texts,
                ),
            }
        )
        self._group = self._taken()

    def questions(self) -> dict[str, Callable[[], Any]]:
        """By the same names as the index's."""
        return {
            "a facet's frequencies under a filter": lambda: self._counts("opportunity"),
            "all facets' frequencies under a filter": lambda: [self._counts(one) for one in self._facets],
            "group against the rest, counts and statistics": self._against,
            "30 labels together with 30 others, under a filter": self._pairs,
            "a rule of four conditions to its members": lambda: self._taken().to_numpy(),
            "a column's histogram under a filter": lambda: np.histogram(
                self._spend[self._group], 20, (0, 1000)
            )[0],
        }

    def _taken(self) -> pd.Index:
        rows = self._rows
        tones = rows[rows["label"].isin(["voice_tone 1", "voice_tone 2"])]
        style = rows[rows["label"] == "style 0"]
        rich = self._spend.index[self._spend >= 200]
        chosen = pd.Index(tones["customer"].unique()).intersection(rich)
        return chosen.difference(style["customer"].unique()).sort_values()

    def _counts(self, facet: str) -> dict[str, int]:
        own = self._rows[(self._rows["facet"] == facet) & self._rows["customer"].isin(self._group)]
        return dict(own.groupby("label", observed=True)["customer"].nunique())

    def _against(self) -> pd.DataFrame:
        inside = self._rows["customer"].isin(self._group)
        keys = [self._rows["label"], inside.rename("inside")]
        counts = self._rows.groupby(keys, observed=True)["customer"].nunique().unstack(fill_value=0)
        return counts.rename(columns={True: "a_customers", False: "b_customers"})

    def _pairs(self) -> np.ndarray:
        ours, theirs = (self._first_thirty(facet) for facet in self._together)
        both = ours.merge(theirs, on="customer")
        table = pd.crosstab(both["label_x"].astype(str), both["label_y"].astype(str))
        names = [[f"{facet} {n}" for n in range(30)] for facet in self._together]
        return table.reindex(index=names[0], columns=names[1], fill_value=0).to_numpy()

    def _first_thirty(self, facet: str) -> pd.DataFrame:
        names = [f"{facet} {n}" for n in range(30)]
        rows = self._rows[self._rows["label"].isin(names)]
        return rows.loc[rows["customer"].isin(self._group), ["customer", "label"]]

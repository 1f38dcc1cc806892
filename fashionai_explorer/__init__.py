"""FashionAI Explorer: a list of customers in, the segments that campaigns need out."""

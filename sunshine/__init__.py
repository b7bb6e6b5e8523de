"""Sunshine (阳光): the open-government and taxpayer-service system of a tax authority."""

__version__ = "0.1.0"

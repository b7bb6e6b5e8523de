"""Tables of the places, of the screens and what plays on them, and of help at a screen."""

from sunshine.places.models.boards import Board, Entry, EntryKind, Message
from sunshine.places.models.help import Duty, HelpCall
from sunshine.places.models.paper import HandOver, Leaflet, RoomVisit, TakeOff
from sunshine.places.models.places import SCREEN_KINDS, Place, PlaceKind, Screen

__all__ = [
    "SCREEN_KINDS",
    "Board",
    "Duty",
    "Entry",
    "EntryKind",
    "HandOver",
    "HelpCall",
    "Leaflet",
    "Message",
    "Place",
    "PlaceKind",
    "RoomVisit",
    "Screen",
    "TakeOff",
]

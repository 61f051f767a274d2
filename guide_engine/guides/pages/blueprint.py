"""The blueprint that the page modules hang their routes on."""

from flask import Blueprint

blueprint = Blueprint("guides", __name__)

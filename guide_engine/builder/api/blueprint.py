from flask import Blueprint

blueprint = Blueprint("builder_api", __name__, url_prefix="/v1/builder")

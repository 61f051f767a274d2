"""The machine API describes itself, and the description is valid OpenAPI."""

from flask.testing import FlaskClient
from openapi_spec_validator import validate


def test_the_description_is_served_and_valid(client: FlaskClient):
    answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    validate(answer.json)


def test_every_machine_route_is_described(client: FlaskClient):
    described = set(client.get("/api/openapi.json").json["paths"])
    rules = client.application.url_map.iter_rules()
    served = {
        rule.rule.replace("<string:", "<").replace("<int:", "<").replace("<", "{").replace(">", "}")
        for rule in rules
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith("api-docs")
    }
    assert served - described == set()

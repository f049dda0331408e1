"""The examples for several processes fit the command and each other."""

import re
from pathlib import Path
from typing import Any

import yaml

from populated import each
from viewer.command.parser import parser, with_command

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_compose_runs_the_command_with_a_bus_that_is_there() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    atlas = services["atlas"]

    options = parser().parse_args(with_command(["serve", *atlas["command"]]))
    assert re.match(r"redis://(\w+):", options.class_bus)[1] in services  # type: ignore[index]
    assert atlas["deploy"]["replicas"] == 2
    assert (
        (DEPLOY / "compose.yaml")
        .parent.joinpath(atlas["build"]["context"], atlas["build"]["dockerfile"])
        .is_file()
    )
    proxy = (DEPLOY / services["proxy"]["volumes"][0].partition(":")[0]).read_text("utf-8")
    assert "http://atlas:8080" in proxy
    assert "proxy_set_header Upgrade" in proxy


def test_kubernetes_has_two_replicas_and_a_bus_for_them_alone() -> None:
    text = (DEPLOY / "kubernetes" / "atlas.yaml").read_text("utf-8")
    found: dict[tuple[str, str], Any] = {
        (one["kind"], one["metadata"]["name"]): one["spec"] for one in yaml.safe_load_all(text)
    }

    atlas = found["Deployment", "atlas"]
    [container] = atlas["template"]["spec"]["containers"]
    options = parser().parse_args(with_command(["serve", *container["args"]]))
    assert ("Service", options.class_bus.split("/")[2].split(":")[0]) in found
    assert atlas["replicas"] == 2
    assert container["readinessProbe"]["httpGet"]["path"] == "/healthz"
    for name in each(["atlas", "valkey"]):
        assert found["Service", name]["selector"] == found["Deployment", name]["selector"]["matchLabels"]
    [allowed] = found["NetworkPolicy", "valkey"]["ingress"]
    assert allowed["from"] == [{"podSelector": {"matchLabels": {"app": "atlas"}}}]


def test_the_container_has_what_a_bus_needs() -> None:
    assert '".[class]"' in (DEPLOY / "Dockerfile").read_text("utf-8")

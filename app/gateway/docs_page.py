"""Renders the OpenAPI document as one HTML page that needs no network; it adds nothing the document does not say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

_STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei UI",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1c2430;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin:0}
section{border:1px solid #d5dbe3;border-radius:6px;padding:1rem;margin:1rem 0}
code,pre{font:13px/1.5 "Noto Sans Mono","Consolas",monospace}
pre{background:#f4f6f8;padding:.6rem;overflow:auto;margin:.3rem 0}
.method{display:inline-block;min-width:3.5rem;text-align:center;border-radius:4px;color:#fff;
padding:0 .4rem;margin-right:.5rem}
.get{background:#1f6f54}.post{background:#1d4f91}table{border-collapse:collapse;width:100%}
td,th{border-top:1px solid #e3e8ee;text-align:left;padding:.3rem .5rem;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#dfe5ec;background:#14181d}pre{background:#1d232b}section{border-color:#333c47}
td,th{border-color:#2a323c}}
"""


def render(document: Mapping[str, Any]) -> str:
    """The whole page, in UTF-8 HTML."""
    info = document["info"]
    operations = "".join(
        _operation(method, path, operation, document)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(info['title'])}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(info['title'])}</h1><p>{escape(info.get('description', ''))}</p>"
        '<p>机器可读：<a href="/openapi.json">/openapi.json</a></p>'
        f"{operations}</body></html>"
    )


def _operation(method: str, path: str, operation: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    parameters = "".join(_parameter(parameter) for parameter in operation.get("parameters", ()))
    request = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    responses = "".join(
        _response(code, response, document) for code, response in sorted(operation.get("responses", {}).items())
    )
    verb = f'<span class="method {escape(method)}">{escape(method.upper())}</span>'
    return (
        f"<section><h2>{verb}<code>{escape(path)}</code></h2>"
        f"<p>{escape(operation.get('description', ''))}</p>"
        + (f"<table><tr><th>参数</th><th>位置</th><th>类型</th></tr>{parameters}</table>" if parameters else "")
        + (f"<p>请求</p>{_schema(request, document)}" if request else "")
        + f"<table><tr><th>状态</th><th>回答</th></tr>{responses}</table></section>"
    )


def _parameter(parameter: Mapping[str, Any]) -> str:
    kind = json.dumps(parameter.get("schema", {}), ensure_ascii=False)
    return (
        f"<tr><td><code>{escape(parameter['name'])}</code></td><td>{escape(parameter['in'])}</td>"
        f"<td><code>{escape(kind)}</code></td></tr>"
    )


def _response(code: str, response: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    schema = response.get("content", {}).get("application/json", {}).get("schema")
    shape = _schema(schema, document) if schema else ""
    return f"<tr><td><code>{escape(code)}</code></td><td>{escape(response.get('description', ''))}{shape}</td></tr>"


def _schema(schema: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    return f"<pre>{escape(json.dumps(_resolved(schema, document), ensure_ascii=False, indent=1))}</pre>"


def _resolved(node: Any, document: Mapping[str, Any]) -> Any:
    """A schema with its references into the document replaced, so that each operation can be read alone."""
    if isinstance(node, list):
        return [_resolved(element, document) for element in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/components/"):
        target: Any = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
        return _resolved(target, document)
    return {key: _resolved(value, document) for key, value in node.items()}

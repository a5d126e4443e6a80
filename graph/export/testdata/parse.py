"""Reads an export with a program of others and prints its quads, one JSON array a line:
subject, predicate, object, datatype ("" for an IRI), language, graph ("" for none).

python3 parse.py nquads|trig|turtle|jsonld|graphml|csv FILE
"""
import csv, json, re, sys

def rdf(form, file):
    import rdflib
    rdflib.NORMALIZE_LITERALS = False
    data = rdflib.ConjunctiveGraph()
    data.parse(file, format={"jsonld": "json-ld"}.get(form, form))
    for s, p, o, g in data.quads():
        name = g.identifier if isinstance(g, rdflib.Graph) else g
        label = str(name) if isinstance(name, rdflib.URIRef) and form != "turtle" else ""
        if label.startswith("file:"):  # the default graph, to some versions
            label = ""
        if isinstance(o, rdflib.Literal):
            lang = o.language or ""
            kind = str(o.datatype or "http://www.w3.org/2001/XMLSchema#string")
            if lang:
                kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
            yield str(s), str(p), str(o), kind, lang, label
        else:
            yield str(s), str(p), str(o), "", "", label

def unescape(text):
    return re.sub(r"\\(u[0-9A-F]{4}|\\)", lambda m: "\\" if m[1] == "\\" else chr(int(m[1][1:], 16)), text)

def graphml(file):
    import networkx
    graph = networkx.read_graphml(file, force_multigraph=True)
    def value(name):
        node = graph.nodes[name]
        text = node.get("value") or ""
        if node["kind"] == "iri" or node.get("escaped"):
            text = unescape(text)
        return text, node.get("datatype", ""), node.get("language", "")
    for s, o, edge in graph.edges(data=True):
        yield (value(s)[0], unescape(edge["predicate"]), *value(o), unescape(edge.get("graph", "")))

def table(file):
    with open(file, newline="", encoding="utf-8") as f:
        # A NUL is a character as any other, but not to this module.
        rows = csv.reader((line.replace("\0", "\ue000") for line in f), strict=True)
        assert next(rows) == ["subject", "predicate", "object", "datatype", "language", "graph"]
        for row in rows:
            yield tuple(field.replace("\ue000", "\0") for field in row)

form, file = sys.argv[1:]
quads = {"graphml": graphml, "csv": table}.get(form, lambda f: rdf(form, f))(file)
for quad in quads:
    print(json.dumps(quad))

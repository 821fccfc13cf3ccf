"""How good search is, by test collections in BEIR's format.

A folder has corpus.jsonl (_id, title, text), queries.jsonl (_id, text, metadata.kind) and qrels.tsv or qrels/test.tsv
(query, document, grade). Queries of the kind "no_answer" have no grades: finding nothing is right.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import mean, quantiles

from search import vocabulary
from search.documents import SearchDocument
from search.engines.base import Engine
from search.query import Filters, SearchQuery, understand
from search.services import find

NO_ANSWER = "no_answer"
CUTOFF = 10


@dataclass(frozen=True)
class Question:
    id: str
    text: str
    kind: str


@dataclass(frozen=True)
class Collection:
    folder: Path

    @cached_property
    def questions(self) -> list[Question]:
        rows = _json_lines(self.folder / "queries.jsonl")
        return [Question(row["_id"], row["text"], row.get("metadata", {}).get("kind", "")) for row in rows]

    @cached_property
    def grades(self) -> list[tuple[str, str, int]]:
        path = next(path for path in (self.folder / "qrels.tsv", self.folder / "qrels/test.tsv") if path.exists())
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        rows = (line.split("\t") for line in lines if line)
        return [(question, document, int(grade)) for question, document, grade in rows]

    def documents(self) -> Iterator[SearchDocument]:
        for row in _json_lines(self.folder / "corpus.jsonl"):
            yield SearchDocument(
                key=f"scratch:{row['_id']}",
                kind="information",
                locale="th",
                shown_in=("th",),
                slug=row["_id"],
                title=row.get("title", ""),
                body=row["text"],
            )


@dataclass(frozen=True)
class Answer:
    """What came back for a question: slugs, best first, and how well that agrees with the grades."""

    question: Question
    found: list[str]
    milliseconds: float
    ndcg: float = 0.0
    mrr: float = 0.0
    recall: float = 0.0


@dataclass(frozen=True)
class Report:
    answers: list[Answer]

    @property
    def by_kind(self) -> dict[str, "Report"]:
        kinds = sorted({answer.question.kind for answer in self.answers})
        return {kind: Report([a for a in self.answers if a.question.kind == kind]) for kind in kinds}

    @property
    def figures(self) -> dict[str, float]:
        times = [answer.milliseconds for answer in self.answers]
        percentiles = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
        return {
            "ndcg@10": round(mean(answer.ndcg for answer in self.answers), 4),
            "mrr@10": round(mean(answer.mrr for answer in self.answers), 4),
            "recall@10": round(mean(answer.recall for answer in self.answers), 4),
            "zero": round(mean(not answer.found for answer in self.answers), 4),
            "p50_ms": round(percentiles[9], 2),
            "p95_ms": round(percentiles[18], 2),
            "queries": len(self.answers),
        }


def ask_collection(collection: Collection, engine: Engine) -> Report:
    """Ask an index that holds the collection's own documents."""
    return _ask(collection, engine, Filters())


def ask_site(collection: Collection, engine: Engine) -> Report:
    """Ask the site's own search, as a reader of the Thai pages who looks at services."""
    return _ask(collection, engine, Filters(kind=("service",)))


def _ask(collection: Collection, engine: Engine, filters: Filters) -> Report:
    def search(text: str) -> list[str]:
        asked = understand(text, vocabulary.current())
        _, result = find(SearchQuery("th", asked, filters, limit=CUTOFF), engine)
        return [hit.slug for hit in result.hits]

    for question in collection.questions[:1]:
        search(question.text)  # loads dictionary and index, which is not measured
    answers = []
    for question in collection.questions:
        began = time.perf_counter()
        found = search(question.text)
        answers.append(Answer(question, found, (time.perf_counter() - began) * 1000))
    return Report(_graded(answers, collection.grades))


def _graded(answers: list[Answer], grades: list[tuple[str, str, int]]) -> list[Answer]:
    import ir_measures  # noqa: PLC0415 - a development requirement
    from ir_measures import RR, R, nDCG  # noqa: PLC0415

    measures = {nDCG @ CUTOFF: "ndcg", RR @ CUTOFF: "mrr", R @ CUTOFF: "recall"}
    qrels = [ir_measures.Qrel(*grade) for grade in grades]
    run = [
        ir_measures.ScoredDoc(answer.question.id, slug, -rank)
        for answer in answers
        for rank, slug in enumerate(answer.found)
    ]
    values: dict[str, dict[str, float]] = {}
    for metric in ir_measures.iter_calc(list(measures), qrels, run):
        values.setdefault(metric.query_id, {})[measures[metric.measure]] = metric.value
    return [_with_values(answer, values.get(answer.question.id, {})) for answer in answers]


def _with_values(answer: Answer, values: dict[str, float]) -> Answer:
    if answer.question.kind == NO_ANSWER:
        right = float(not answer.found)
        values = {"ndcg": right, "mrr": right, "recall": right}
    return Answer(answer.question, answer.found, answer.milliseconds, **values)


def _json_lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)

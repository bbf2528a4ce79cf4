"""Project forms → projects: labels beside values, plan, objectives, tasks, indicator matrix."""

from extractor.normalise.projects.read import ProjectContext, read_projects

__all__ = ["ProjectContext", "read_projects"]

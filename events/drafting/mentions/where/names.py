"""How the names of places are written."""

import re

# With the stop of what is shortened, and of nothing else: St. Gallen, but Nairobi. Closed to the press
NAME = r"(?:(?:Ste?|Sta|Sto|Mt|Ft|Pt|Sen|Gen|Gov|Rep|Dr|Mr|Mrs|Ms|Prof|Lt|Col|Amb|Hon|Rev|[A-Z])\.(?=\s[A-Z])|[A-ZÀ-ŽА-Я][\w'’-]*)"
WITHIN = r"(?:de (?:las? |los )?|del |di |da |do |du |of |es |am |an der |upon |el-|al-)?"
RUN = re.compile(rf"{NAME}(?:[ ]{WITHIN}{NAME}){{0,3}}")
WORD = re.compile(NAME)

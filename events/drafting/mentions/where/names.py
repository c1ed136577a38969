"""How the names of places are written."""

import re

NAME = r"[A-ZÀ-ŽА-Я][\w'’-]*(?:\.(?=\s[A-Z]))?"
RUN = re.compile(rf"{NAME}(?:[ ](?:de |de la |del |di |da |do |du |of |el-|al-)?{NAME}){{0,3}}")
WORD = re.compile(rf"{NAME}")

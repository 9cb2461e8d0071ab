"""Accuracy and training time of scikit-learn's random forest on rows of a CSV file (features, then the class).

python3 forest_reference.py ROWS.csv ROWS_TO_TRAIN MIN_LEAF   prints "accuracy seconds"
"""
import sys
import time

import numpy
from sklearn.ensemble import RandomForestClassifier

rows = numpy.loadtxt(sys.argv[1], delimiter=",")
first, least = int(sys.argv[2]), int(sys.argv[3])
features, classes = rows[:, :-1], rows[:, -1].astype(int)
forest = RandomForestClassifier(n_estimators=200, min_samples_leaf=least, max_features="sqrt", n_jobs=-1, random_state=1)
begin = time.perf_counter()
forest.fit(features[:first], classes[:first])
seconds = time.perf_counter() - begin
accuracy = (forest.predict(features[first:]) == classes[first:]).mean()
print(f"{accuracy:.6f} {seconds:.3f}")

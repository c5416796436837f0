"""
What AWS's XGBoost container does with a CSV request, rebuilt after aws/sagemaker-xgboost-container (Apache-2.0): Flask under gunicorn with gevent workers, each with
a booster of its own, one thread. Run by container-stand-in.ts.
"""
import csv
import os
from io import StringIO

import flask
import numpy as np
import xgboost as xgb

app = flask.Flask(__name__)
booster = None


def load():
    global booster
    booster = xgb.Booster()
    booster.load_model(os.environ["MODEL"])
    booster.set_param("nthread", 1)


@app.route("/ping")
def ping():
    return flask.Response(status=200)


@app.route("/invocations", methods=["POST"])
def invocations():
    payload = flask.request.get_data()
    if len(payload) == 0:
        return flask.Response(response="", status=204)
    text = payload.decode("utf-8").strip()
    sniffed = csv.Sniffer().sniff(text.split("\n")[0][:512]).delimiter
    delimiter = "," if sniffed.isalnum() else sniffed
    rows = [["nan" if cell == "" else cell for cell in line.split(delimiter)] for line in text.split("\n")]
    matrix = xgb.DMatrix(np.array(rows).astype(float))
    predictions = booster.predict(matrix, ntree_limit=0, validate_features=False)
    out = StringIO()
    np.savetxt(out, predictions, fmt="%s")
    return flask.Response(response=out.getvalue(), status=200, mimetype="text/csv")

"""Settings of gunicorn as in AWS's container; OpenMP threads must not spin on a shared machine."""
import warnings

workers = 2
worker_class = "gevent"
keepalive = 60
loglevel = "error"


def post_worker_init(worker):
    warnings.simplefilter("ignore")
    import container_stand_in

    container_stand_in.load()

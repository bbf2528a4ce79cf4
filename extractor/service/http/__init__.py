"""HTTP: routes, bodies, errors as problem documents. Nothing here converts."""

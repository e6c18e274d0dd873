"""English words that the code itself has no place for: settings."""

SETTINGS: dict[str, str] = {
    "database_url": "The ledger: `sqlite:///` with a path, relative to the working folder unless "
    "it begins with a further slash; or `postgresql://` with host and database, as libpq reads it "
    "(several hosts, `sslmode`, `target_session_attrs`): [in PostgreSQL](../how-to/postgresql.md).",
    "owner_url": "The same PostgreSQL database as the role that owns the log. For `taizhang "
    "migrate` and `restore` alone; without it the serving role owns everything.",
    "folder": "The folder of what must not be in a PostgreSQL database: keys, locks, imports under "
    "way. The names of the files begin with that of the database. Beside SQLite it is not used.",
    "key_file": "The key of the claims. By default beside the database (in PostgreSQL in "
    "the folder), its name ending in `.key`.",
    "seal_key_file": "The private key that [seals](../explanation/security-chain.md) the log. By "
    "default beside the database, its name ending in `.seal-key`.",
    "master_key_file": "The master key, under which the keys of the people are wrapped. By "
    "default beside the database, its name ending in `.master`; better on another disk.",
    "master_key": "The master key itself, 64 hexadecimal digits, in the place of a file. Two, "
    "parted by a comma, while one takes the place of the other: `taizhang key rotate` wraps under "
    "the last.",
    "units_file": "The units with which a *new* ledger begins; by default those of Jiangmen. "
    "A ledger that exists takes units by `taizhang units load`.",
    "language": "`zh` or `en`: the words of the command line. By default that of the locale, "
    "English for any but Chinese. Over HTTP the request's `Accept-Language` decides.",
    "host": "The address on which `taizhang serve` listens.",
    "port": "The port; `0` takes a free one.",
    "public_url": "The address under which people reach the console, such as "
    "`https://taizhang.example.gov.cn`. With it, requests for any other host are refused (421), "
    "except `/healthz`, `/readyz` and `/metrics`; with `https` cookies are `Secure` and bound to "
    "the host, and browsers are told to come by TLS alone. To be set wherever other machines "
    "reach the server.",
    "trusted_proxies": "Addresses or networks, between commas, of the web servers in front: what "
    "they say in `X-Forwarded-For` and `X-Forwarded-Proto` is believed, from anybody else it is "
    "not.",
    "max_import_bytes": "The largest file that `taizhang import` and the page 台帐导入 take, in "
    "bytes.",
    "reports_from_facts": "From how many facts on the [report engine](../how-to/large-ledgers.md) "
    "answers what counts many people; `0` is always. Fewer are answered by the ledger itself.",
    "looks_kept_days": "For how many days it is known who looked at whom; at least 180.",
    "write_apart": "Whether `taizhang serve` has commands [carried out by a second process]"
    "(../decisions/0081-commands-in-a-process-of-their-own.md), some 80 MB large; by default where "
    "there is more than one core.",
}

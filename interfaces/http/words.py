"""The words of what the door refuses, and the titles of statuses, in both languages."""

from interfaces.texts import Language

WORDS: dict[str, dict[Language, str]] = {
    "unauthenticated": {
        "zh": "请在 Authorization 标头中出示有效的令牌（Bearer tz_…）。",
        "en": "Show a valid token in the Authorization header (Bearer tz_…).",
    },
    "permission-missing": {
        "zh": "本账号的角色无权办理此事。",
        "en": "The role of this account does not allow this.",
    },
    "too-many-failures": {
        "zh": "此地址出示无效令牌次数过多，请一分钟后再试。",
        "en": "Too many invalid tokens from this address; try again in a minute.",
    },
    "identity-number-in-url": {
        "zh": "身份证号码不得出现在网址中，请改用 POST /api/v1/workers/search。",
        "en": "An identity number must not stand in a URL; use POST /api/v1/workers/search.",
    },
    "idempotency-key-invalid": {
        "zh": "Idempotency-Key 须为 UUID。",
        "en": "Idempotency-Key must be a UUID.",
    },
    "if-match-invalid": {
        "zh": 'If-Match 须为先前所得的 ETag，例如 "3"。',
        "en": 'If-Match must be the ETag of an earlier answer, such as "3".',
    },
    "worker-id-given": {
        "zh": "新登记人员的编号由台帐给出，请去掉 worker。",
        "en": "The ledger names a new worker itself; leave worker out.",
    },
    "another-host": {
        "zh": "请用本系统公布的网址访问。",
        "en": "Use the address under which this system is published.",
    },
    "request-unclear": {
        "zh": "请求的标头过长，或其长度、编码、主机不止一种读法。",
        "en": "The headers are too long, or leave open where the request ends or where it goes.",
    },
    "repeated-parameter": {
        "zh": "同一参数只能出现一次。",
        "en": "A parameter may stand in the URL only once.",
    },
    "not-json": {
        "zh": "请求正文须为 UTF-8 编码的 application/json。",
        "en": "The body must be application/json in UTF-8.",
    },
    "not-ready": {
        "zh": "台帐尚未就绪，请稍候。",
        "en": "The ledger is not ready yet.",
    },
    "ledger-busy": {
        "zh": "此人的档案正被他人连续改写，请再试一次。",
        "en": "Others keep writing on this case; try again.",
    },
    "request-invalid": {
        "zh": "请求中有填写不当之处，详见 errors。",
        "en": "Something in the request is not right; see errors.",
    },
    "json-malformed": {
        "zh": "请求正文不是有效的 JSON。",
        "en": "The body is not valid JSON.",
    },
    "internal-error": {
        "zh": "系统内部出错；报修时请提供 X-Request-Id。",
        "en": "Something went wrong here; quote the X-Request-Id when reporting it.",
    },
    "http-400": {
        "zh": "请求正文无法读懂，请返回表单重新提交。",
        "en": "The body cannot be read; go back to the form and send it again.",
    },
    "http-404": {"zh": "此网址下没有内容。", "en": "There is nothing at this address."},
    "http-405": {"zh": "此网址不接受这种方法。", "en": "This address does not take this method."},
    "http-413": {"zh": "请求正文过大。", "en": "The body is too large."},
    "http-414": {"zh": "网址过长。", "en": "The URL is too long."},
}

TITLES: dict[int, dict[Language, str]] = {
    400: {"zh": "请求无法读懂", "en": "The request cannot be read"},
    401: {"zh": "未表明身份", "en": "Not signed in"},
    403: {"zh": "无权办理", "en": "Not allowed"},
    404: {"zh": "没有找到", "en": "Not found"},
    405: {"zh": "方法不适用", "en": "Method not allowed"},
    409: {"zh": "依规定不予办理", "en": "Refused by a rule"},
    412: {"zh": "已有他人先行改动", "en": "Somebody was first"},
    413: {"zh": "请求过大", "en": "Too large"},
    414: {"zh": "网址过长", "en": "URL too long"},
    415: {"zh": "媒体类型不适用", "en": "Unsupported media type"},
    421: {"zh": "网址不对", "en": "Not this address"},
    422: {"zh": "请求有误", "en": "The request is not right"},
    429: {"zh": "请求过于频繁", "en": "Too many requests"},
    500: {"zh": "内部错误", "en": "Internal error"},
    503: {"zh": "暂不可用", "en": "Not available"},
}

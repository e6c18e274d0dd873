"""What the pages refuse at their door; forms show the ledger's own refusals at their fields."""

from collections.abc import Mapping
from typing import ClassVar

from interfaces.http.refusals import DoorRefusal
from interfaces.texts import Language
from interfaces.texts.pages import later, page_text


class PageRefusal(DoorRefusal):
    """`said` is the sentence that the page shows."""

    said: ClassVar[str]

    @property
    def words(self) -> Mapping[Language, str]:
        return {"zh": self.said, "en": page_text(self.said, "en")}


class SignInNeeded(PageRefusal):
    """Nobody is signed in, or the session has ended. Answered by the page to sign in."""

    code, status = "sign-in-needed", 401
    said = later("请先登录。")


class PasswordChangeNeeded(PageRefusal):
    """The first password was given out by somebody else and must be changed before all else."""

    code, status = "password-change-needed", 403
    said = later("请先修改初始密码。")


class AnothersUpload(PageRefusal):
    """A file waits for whoever brought it, and is written with their rights alone."""

    code, status = "anothers-upload", 403
    said = later("这个文件是别人上传的，只能由上传的人处理。")


class TooMuchForASheet(PageRefusal):
    """A sheet of Excel ends at 1,048,576 rows; nothing is left out in silence."""

    code, status = "too-much-for-a-sheet", 413
    said = later("内容超出一张Excel工作表的容量（1048576行）。请缩小范围，分次导出。")


class AnotherOrigin(PageRefusal):
    """A page of another site must not write in the name of whoever looks at it."""

    code, status = "another-origin", 403
    said = later("此请求不是从台帐页面发出的，未予办理。请回到台帐页面重新操作。")

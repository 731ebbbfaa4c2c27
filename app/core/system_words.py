"""Chinese words for what the operating system says when it refuses a file; it looks at the error only."""

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EROFS: "磁盘是只读的",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EBUSY: "正被其他程序使用",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件太多",
}


def system_words(error: OSError) -> str:
    """Return why the system refused, in Chinese where the reason is a known one."""
    known = _WORDS.get(error.errno) if error.errno is not None else None
    return known or error.strerror or type(error).__name__

"""How a sentence names what stands in a numbered field now; it knows no field and no rule."""


def present(text: str | None, signs: str = "数字") -> str:
    """Return 现未填, 现为 n 位, or that the text holds signs other than those wanted."""
    if not text:
        return "现未填"
    fits = text.isascii() and (text.isdecimal() if signs == "数字" else text.isalnum())
    return f"现为 {len(text)} 位" if fits else f"现含{signs}以外的字符"

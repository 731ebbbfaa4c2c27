"""SM2 with SM3 through the OpenSSL library Python itself is linked to; no arithmetic and no random number of ours."""

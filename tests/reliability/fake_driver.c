/* A PKCS#11 driver that passes everything on to SoftHSM but misbehaves when asked to: PORTDESK-like names would be
 * stripped from the helper's environment, so it reads a file. The file FAKE_DRIVER_ORDER holds one word:
 * "hang" (C_Sign never returns), "crash" (C_Sign writes to nowhere), "hang_login" (C_Login never returns); every
 * C_Login is noted as one letter in FAKE_DRIVER_LOG. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long CK_ULONG;
typedef struct { unsigned char major, minor; } CK_VERSION;
/* The function list of Cryptoki 2.x: a version and 68 pointers in the order of the standard (v2.40, 11.3). */
typedef struct { CK_VERSION version; void *functions[68]; } List;
enum { LOGIN = 18, SIGN = 43 };

static List own;
static CK_ULONG (*real_login)(CK_ULONG, CK_ULONG, void *, CK_ULONG);
static CK_ULONG (*real_sign)(CK_ULONG, void *, CK_ULONG, void *, CK_ULONG *);

static int ordered(const char *what) {
    char word[32] = "";
    FILE *file = fopen(getenv("FAKE_DRIVER_ORDER"), "r");
    if (!file) return 0;
    if (!fgets(word, sizeof word, file)) word[0] = 0;
    fclose(file);
    return strcmp(word, what) == 0;
}

static void hang(void) { for (;;) pause(); }

static CK_ULONG login(CK_ULONG session, CK_ULONG user, void *pin, CK_ULONG length) {
    FILE *file = fopen(getenv("FAKE_DRIVER_LOG"), "a");
    if (file) { fputs("L", file); fclose(file); }
    if (ordered("hang_login")) hang();
    return real_login(session, user, pin, length);
}

static CK_ULONG sign(CK_ULONG session, void *data, CK_ULONG size, void *signature, CK_ULONG *length) {
    if (ordered("hang")) hang();
    if (ordered("crash")) *(volatile int *)0 = 1;
    return real_sign(session, data, size, signature, length);
}

CK_ULONG C_GetFunctionList(List **list) {
    if (!own.functions[0]) {
        void *library = dlopen(getenv("FAKE_DRIVER_REAL"), RTLD_NOW);
        CK_ULONG (*get)(List **) = (CK_ULONG (*)(List **))dlsym(library, "C_GetFunctionList");
        List *theirs;
        if (!get || get(&theirs)) return 5;
        own = *theirs;
        real_login = (CK_ULONG (*)(CK_ULONG, CK_ULONG, void *, CK_ULONG))own.functions[LOGIN];
        real_sign = (CK_ULONG (*)(CK_ULONG, void *, CK_ULONG, void *, CK_ULONG *))own.functions[SIGN];
        own.functions[LOGIN] = (void *)login;
        own.functions[SIGN] = (void *)sign;
    }
    *list = &own;
    return 0;
}

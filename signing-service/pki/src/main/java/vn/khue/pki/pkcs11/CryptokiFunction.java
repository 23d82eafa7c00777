package vn.khue.pki.pkcs11;

/**
 * Functions of Cryptoki that are called here, each with its place in CK_FUNCTION_LIST (PKCS #11 2.40 section 3.6; the order
 * is the same in every version).
 */
enum CryptokiFunction {
    C_Initialize(0),
    C_Finalize(1),
    C_GetSlotList(4),
    C_GetTokenInfo(6),
    C_OpenSession(12),
    C_CloseSession(13),
    C_CloseAllSessions(14),
    C_Login(18),
    C_Logout(19),
    C_CreateObject(20),
    C_DestroyObject(22),
    C_GetAttributeValue(24),
    C_FindObjectsInit(26),
    C_FindObjects(27),
    C_FindObjectsFinal(28),
    C_SignInit(42),
    C_Sign(43),
    C_VerifyInit(48),
    C_Verify(49),
    C_GenerateKey(58),
    C_GenerateKeyPair(59),
    C_WrapKey(60),
    C_UnwrapKey(61);

    private final int place;

    CryptokiFunction(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }
}

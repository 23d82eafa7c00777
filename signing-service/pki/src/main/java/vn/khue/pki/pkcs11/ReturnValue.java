package vn.khue.pki.pkcs11;

import java.util.Locale;
import java.util.Map;

/** Return values of Cryptoki (PKCS #11 2.40 section 5.1, {@code CKR_…}) that this package tells apart or names. */
final class ReturnValue {
    static final long OK = 0x0;
    static final long SLOT_ID_INVALID = 0x3;
    static final long GENERAL_ERROR = 0x5;
    static final long FUNCTION_FAILED = 0x6;
    static final long ATTRIBUTE_TYPE_INVALID = 0x12;
    static final long ATTRIBUTE_VALUE_INVALID = 0x13;
    static final long DEVICE_ERROR = 0x30;
    static final long DEVICE_MEMORY = 0x31;
    static final long DEVICE_REMOVED = 0x32;
    static final long KEY_HANDLE_INVALID = 0x60;
    static final long MECHANISM_INVALID = 0x70;
    static final long OBJECT_HANDLE_INVALID = 0x82;
    static final long PIN_INCORRECT = 0xa0;
    static final long PIN_INVALID = 0xa1;
    static final long PIN_LEN_RANGE = 0xa2;
    static final long PIN_EXPIRED = 0xa3;
    static final long PIN_LOCKED = 0xa4;
    static final long SESSION_CLOSED = 0xb0;
    static final long SESSION_COUNT = 0xb1;
    static final long SESSION_HANDLE_INVALID = 0xb3;
    static final long SIGNATURE_INVALID = 0xc0;
    static final long SIGNATURE_LEN_RANGE = 0xc1;
    static final long TEMPLATE_INCONSISTENT = 0xd1;
    static final long TOKEN_NOT_PRESENT = 0xe0;
    static final long TOKEN_NOT_RECOGNIZED = 0xe1;
    static final long UNWRAPPING_KEY_HANDLE_INVALID = 0xf0;
    static final long USER_ALREADY_LOGGED_IN = 0x100;
    static final long USER_NOT_LOGGED_IN = 0x101;
    static final long WRAPPED_KEY_INVALID = 0x110;
    static final long WRAPPED_KEY_LEN_RANGE = 0x112;
    static final long WRAPPING_KEY_HANDLE_INVALID = 0x113;
    static final long CRYPTOKI_NOT_INITIALIZED = 0x190;
    static final long CRYPTOKI_ALREADY_INITIALIZED = 0x191;

    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(SLOT_ID_INVALID, "CKR_SLOT_ID_INVALID"),
            Map.entry(GENERAL_ERROR, "CKR_GENERAL_ERROR"),
            Map.entry(FUNCTION_FAILED, "CKR_FUNCTION_FAILED"),
            Map.entry(ATTRIBUTE_TYPE_INVALID, "CKR_ATTRIBUTE_TYPE_INVALID"),
            Map.entry(ATTRIBUTE_VALUE_INVALID, "CKR_ATTRIBUTE_VALUE_INVALID"),
            Map.entry(DEVICE_ERROR, "CKR_DEVICE_ERROR"),
            Map.entry(DEVICE_MEMORY, "CKR_DEVICE_MEMORY"),
            Map.entry(DEVICE_REMOVED, "CKR_DEVICE_REMOVED"),
            Map.entry(KEY_HANDLE_INVALID, "CKR_KEY_HANDLE_INVALID"),
            Map.entry(MECHANISM_INVALID, "CKR_MECHANISM_INVALID"),
            Map.entry(OBJECT_HANDLE_INVALID, "CKR_OBJECT_HANDLE_INVALID"),
            Map.entry(PIN_INCORRECT, "CKR_PIN_INCORRECT"),
            Map.entry(PIN_INVALID, "CKR_PIN_INVALID"),
            Map.entry(PIN_LEN_RANGE, "CKR_PIN_LEN_RANGE"),
            Map.entry(PIN_EXPIRED, "CKR_PIN_EXPIRED"),
            Map.entry(PIN_LOCKED, "CKR_PIN_LOCKED"),
            Map.entry(SESSION_CLOSED, "CKR_SESSION_CLOSED"),
            Map.entry(SESSION_COUNT, "CKR_SESSION_COUNT"),
            Map.entry(SESSION_HANDLE_INVALID, "CKR_SESSION_HANDLE_INVALID"),
            Map.entry(SIGNATURE_INVALID, "CKR_SIGNATURE_INVALID"),
            Map.entry(SIGNATURE_LEN_RANGE, "CKR_SIGNATURE_LEN_RANGE"),
            Map.entry(TEMPLATE_INCONSISTENT, "CKR_TEMPLATE_INCONSISTENT"),
            Map.entry(TOKEN_NOT_PRESENT, "CKR_TOKEN_NOT_PRESENT"),
            Map.entry(TOKEN_NOT_RECOGNIZED, "CKR_TOKEN_NOT_RECOGNIZED"),
            Map.entry(UNWRAPPING_KEY_HANDLE_INVALID, "CKR_UNWRAPPING_KEY_HANDLE_INVALID"),
            Map.entry(USER_ALREADY_LOGGED_IN, "CKR_USER_ALREADY_LOGGED_IN"),
            Map.entry(USER_NOT_LOGGED_IN, "CKR_USER_NOT_LOGGED_IN"),
            Map.entry(WRAPPED_KEY_INVALID, "CKR_WRAPPED_KEY_INVALID"),
            Map.entry(WRAPPED_KEY_LEN_RANGE, "CKR_WRAPPED_KEY_LEN_RANGE"),
            Map.entry(WRAPPING_KEY_HANDLE_INVALID, "CKR_WRAPPING_KEY_HANDLE_INVALID"),
            Map.entry(CRYPTOKI_NOT_INITIALIZED, "CKR_CRYPTOKI_NOT_INITIALIZED"),
            Map.entry(CRYPTOKI_ALREADY_INITIALIZED, "CKR_CRYPTOKI_ALREADY_INITIALIZED"));

    private ReturnValue() {}

    /** The standard's name, or the number where this package does not name it. */
    static String name(long value) {
        return NAMES.getOrDefault(value, String.format(Locale.ROOT, "CKR 0x%08x", value));
    }
}

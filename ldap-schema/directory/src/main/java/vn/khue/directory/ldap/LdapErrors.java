package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;

/** The one map from LDAP result codes to our reasons. */
final class LdapErrors {

    private LdapErrors() {}

    static DirectoryException from(String doing, LDAPException error) {
        Reason reason = reason(error.getResultCode());
        return new DirectoryException(
                reason,
                "expected the directory to " + doing + ", found " + error.getResultCode() + "; " + advice(reason),
                error);
    }

    private static Reason reason(ResultCode code) {
        return switch (code.intValue()) {
            case ResultCode.TIMEOUT_INT_VALUE, ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE -> Reason.TIMED_OUT;
            case ResultCode.INVALID_CREDENTIALS_INT_VALUE,
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE,
                    ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE,
                    ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE -> Reason.ACCESS_DENIED;
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE, ResultCode.NO_SUCH_ATTRIBUTE_INT_VALUE -> Reason.NOT_FOUND;
            case ResultCode.ENTRY_ALREADY_EXISTS_INT_VALUE -> Reason.ALREADY_EXISTS;
            case ResultCode.OBJECT_CLASS_VIOLATION_INT_VALUE,
                    ResultCode.UNDEFINED_ATTRIBUTE_TYPE_INT_VALUE,
                    ResultCode.INVALID_ATTRIBUTE_SYNTAX_INT_VALUE,
                    ResultCode.CONSTRAINT_VIOLATION_INT_VALUE,
                    ResultCode.ATTRIBUTE_OR_VALUE_EXISTS_INT_VALUE,
                    ResultCode.NAMING_VIOLATION_INT_VALUE,
                    ResultCode.NOT_ALLOWED_ON_RDN_INT_VALUE,
                    ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE,
                    ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE,
                    ResultCode.UNWILLING_TO_PERFORM_INT_VALUE -> Reason.REFUSED;
            default -> Reason.UNAVAILABLE;
        };
    }

    private static String advice(Reason reason) {
        return switch (reason) {
            case UNAVAILABLE -> "see whether the directory runs and KHUE_LDAP_URL names it";
            case TIMED_OUT -> "see whether the directory is overloaded, then look before trying again";
            case ACCESS_DENIED -> "see the service account, its secret file and its rights";
            case NOT_FOUND -> "add what is missing first";
            case ALREADY_EXISTS -> "choose another id, or update the entry that is there";
            case REFUSED, UNREADABLE -> "correct the values or ask for less";
        };
    }
}

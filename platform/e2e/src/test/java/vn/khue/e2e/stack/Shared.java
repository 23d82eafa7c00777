package vn.khue.e2e.stack;

/**
 * What the tests of one stack share, as names for {@code @ResourceLock}: whoever ends somebody's sessions, uses up their one-time codes or
 * changes what they own takes it for writing, whoever only signs in as them for reading.
 */
public final class Shared {
    public static final String PRINCIPAL = "principal";
    public static final String TEACHER = "teacher";
    public static final String STUDENT = "student";
    public static final String CLERK = "clerk";
    public static final String SECURITY_OFFICER = "security-officer";

    /** The clients of the realm. */
    public static final String REALM = "realm";

    private Shared() {}
}

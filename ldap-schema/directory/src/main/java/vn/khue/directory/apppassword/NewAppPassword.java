package vn.khue.directory.apppassword;

/**
 * An app password that was just made.
 *
 * @param about what stays known of it
 * @param secret to be shown once; nobody can get it again
 */
public record NewAppPassword(AppPassword about, String secret) {

    /** Does not tell the secret. */
    @Override
    public String toString() {
        return "NewAppPassword[" + about + "]";
    }
}

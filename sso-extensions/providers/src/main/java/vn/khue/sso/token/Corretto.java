package vn.khue.sso.token;

import java.security.Provider;

/** Amazon Corretto's crypto provider, named at each call and never registered for the whole process. */
final class Corretto {
    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private Corretto() {}

    /** What came of looking for it. */
    sealed interface Search permits Found, Missing {}

    record Found(Provider provider) implements Search {}

    /** @param why in words for the log and for the administrator */
    record Missing(String why) implements Search {}

    /** Loads its jar and native library, where they are there and for this machine. */
    static Search look() {
        try {
            Class<?> type = Class.forName(PROVIDER, true, Corretto.class.getClassLoader());
            Provider provider = (Provider) type.getField("INSTANCE").get(null);
            Object failure = type.getMethod("getLoadingError").invoke(provider);
            return failure == null ? new Found(provider) : new Missing(failure.toString());
        } catch (ReflectiveOperationException | LinkageError e) {
            return new Missing(e.toString());
        }
    }
}

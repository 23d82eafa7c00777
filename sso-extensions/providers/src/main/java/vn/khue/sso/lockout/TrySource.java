package vn.khue.sso.lockout;

/** Where a try comes from, as far as counting goes. */
sealed interface TrySource {
    /** At most 64 characters. */
    String key();

    /**
     * A browser in which this person signed in before.
     *
     * @param id random, 22 signs of base64url
     */
    record OwnBrowser(String id) implements TrySource {
        @Override
        public String key() {
            return "browser " + id;
        }
    }

    /**
     * Any other: all that it tells is its address.
     *
     * @param network an IPv4 address, or the first 64 bits of an IPv6 address, for whoever has one has all of those
     */
    record Unknown(String network) implements TrySource {
        @Override
        public String key() {
            return "network " + network;
        }
    }
}

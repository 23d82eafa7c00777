package vn.khue.directory.accesslog;

/** Whose bind changed something. */
public sealed interface Author {

    /**
     * A service account.
     *
     * @param name below {@code ou=services}
     */
    record Service(String name) implements Author {}

    /** The administrator of the directory, who is above all rights. */
    record Administrator() implements Author {}

    /**
     * A person, by an app password.
     *
     * @param loginName to look the person up by; not to be told
     */
    record Person(String loginName) implements Author {

        @Override
        public String toString() {
            return "Person";
        }
    }

    /** Nobody whom this version knows, or, where a peer sent a deletion, nobody whom it named. */
    record Unknown() implements Author {}
}

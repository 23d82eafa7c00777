package vn.khue.launcher.demo;

import java.util.List;

/** Looks into the directory over LDAP, past the roster. */
interface DirectoryWitness {

    /** The program or library that looks. */
    String by();

    /** Full names of the people who bear that official code. */
    List<String> names(String code);

    /** Ids of the classes that the person of that code was ever put into; none where nobody bears the code. */
    List<String> classes(String code);
}

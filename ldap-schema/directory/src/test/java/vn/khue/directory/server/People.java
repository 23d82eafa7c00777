package vn.khue.directory.server;

import com.unboundid.ldap.sdk.Entry;
import java.util.Optional;
import java.util.UUID;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.ldap.PersonForm;
import vn.khue.directory.ldap.Tree;

/** Invented people as entries. */
public final class People {

    private People() {}

    public static Entry entry(String uid) {
        return entry(uid, UUID.randomUUID());
    }

    public static Entry entry(String uid, UUID id) {
        return new PersonForm(new Tree(RunningServer.BASE))
                .write(new Person(
                        id,
                        uid,
                        PersonName.of("Trần Thị Thử"),
                        Optional.of("1990-01-02"),
                        Sex.FEMALE,
                        Optional.of(uid + "@khue.edu.vn"),
                        PersonStatus.ACTIVE));
    }

    public static String dn(String uid) {
        return "uid=" + uid + ",ou=people," + RunningServer.BASE;
    }
}

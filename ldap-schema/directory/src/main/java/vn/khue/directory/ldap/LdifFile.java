package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import vn.khue.directory.Appointment;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitEdge;

/**
 * Records as LDIF (RFC 2849) for {@code slapadd}, which fills an empty slapd far faster than any client can. Not thread-safe.
 */
public final class LdifFile implements AutoCloseable {

    private final LDIFWriter writer;
    private final Forms forms;
    private long written;

    /**
     * @param file made new, with mode 0600: it holds personal data
     * @param base DN of the tree
     * @throws DirectoryException with reason REFUSED if the file is there or cannot be made
     */
    public LdifFile(Path file, String base) {
        this.forms = new Forms(new Tree(base));
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            this.writer = new LDIFWriter(Files.newOutputStream(file, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public void add(Person person) {
        write(forms.person().write(person));
    }

    public void add(Unit unit) {
        write(forms.unit().write(unit));
    }

    public void add(UnitEdge edge) {
        write(forms.unitEdge().write(edge));
    }

    public void add(Appointment appointment) {
        write(forms.appointment().write(appointment));
    }

    public void add(ClassGroup classGroup) {
        write(forms.classGroup().write(classGroup));
    }

    public void add(Enrolment enrolment) {
        write(forms.enrolment().write(enrolment));
    }

    public void add(Guardianship guardianship) {
        write(forms.guardianship().write(guardianship));
    }

    /** How many records it holds. */
    public long written() {
        return written;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void write(Entry entry) {
        try {
            writer.writeEntry(entry);
            written++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static DirectoryException failed(IOException cause) {
        return new DirectoryException(
                DirectoryException.Reason.REFUSED,
                "expected a new file to write LDIF to, found: " + cause.getMessage() + "; choose another or make room",
                cause);
    }
}

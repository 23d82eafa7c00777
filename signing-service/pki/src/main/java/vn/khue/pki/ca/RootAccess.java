package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.util.Optional;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SigningKey;

/** The root for one bringing up: opened when it first has to sign, its passphrase asked at most once, forgotten on close. For one thread. */
final class RootAccess implements AutoCloseable {
    private final RootDirectory directory;
    private Optional<RootDirectory.Opened> opened = Optional.empty();

    RootAccess(RootDirectory directory) {
        this.directory = directory;
    }

    /** Makes the root. */
    X509Certificate found(HierarchyFounder.Setting setting) {
        opened = Optional.of(directory.found(setting.plan(), setting.profiles(), setting.clock()));
        return opened.get().key().certificate();
    }

    /** Whether it can sign, as far as its files tell. */
    boolean signs() {
        return opened.isPresent() || directory.atHand();
    }

    /** @throws PkiException fault KEY where its passphrase does not fit; STORE where it is not there */
    SigningKey key() {
        if (opened.isEmpty()) {
            opened = Optional.of(directory.open());
        }
        return opened.get().key();
    }

    static PkiException needed(String what) {
        return new PkiException(
                Fault.KEY,
                "the root has to sign " + what
                        + " and is not at hand; put its directory back, or run ./khue ca sign with those who hold its shares");
    }

    @Override
    public void close() {
        opened.ifPresent(RootDirectory.Opened::close);
        opened = Optional.empty();
    }
}

package vn.khue.pki.issuance;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.khue.audit.ledger.Ledger;
import vn.khue.audit.ledger.LedgerProofs;
import vn.khue.audit.ledger.LogKey;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.store.IssuerAndSerial;

/**
 * Numbers the entries that the database made and brings them into the Merkle tree, in their order, each exactly once: an entry is the
 * certificate's DER. The tree's own size says where to go on, so a kill at any moment is answered by writing the same bytes again. One
 * writer a directory. Thread-safe.
 */
public final class IssuanceLog implements AutoCloseable {
    private static final int BATCH = 500;

    private final IssuanceTable table;
    private final Ledger ledger;

    private IssuanceLog(IssuanceTable table, Ledger ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /**
     * Opens the tree, or begins it.
     *
     * @throws PkiException fault STORE where the tree is not a beginning of what the database holds
     * @throws vn.khue.audit.ledger.LedgerException where another writer holds it or it is damaged
     */
    public static IssuanceLog open(IssuancePlace place, LogKey key, IssuanceTable table) {
        Ledger ledger = Ledger.open(place.log(), key);
        try {
            requireAgreement(table, ledger.size(), new LedgerProofs(place.log(), key.publicKey()));
            return new IssuanceLog(table, ledger);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /** A database that was set back, and perhaps has issued since, no longer holds what the tree ends with. */
    private static void requireAgreement(IssuanceTable table, long size, LedgerProofs tree) {
        if (size == 0) {
            return;
        }
        Optional<Issuance> last = table.from(size - 1, 1).stream().findFirst().filter(i -> i.entry() == size - 1);
        if (last.isEmpty() || !MessageDigest.isEqual(last.get().leaf(), Issuance.leafOf(tree.entry(size - 1)))) {
            throw new PkiException(
                    Fault.STORE,
                    "the issuance log's tree ends with entry " + (size - 1)
                            + "; the database expected to hold it, found "
                            + (last.isEmpty() ? "no such entry" : "another certificate there")
                            + ": was an older backup restored? Run ./khue ca audit");
        }
    }

    /**
     * Enters what was committed since the last call.
     *
     * @return how many entries
     * @throws PkiException fault STORE where an entry is missing, or its certificate is gone from the register or another; the tree
     *     then ends before it
     */
    public synchronized long publish() {
        table.enter();
        long before = ledger.size();
        while (true) {
            List<Issuance> next = table.from(ledger.size(), BATCH);
            if (next.isEmpty()) {
                return ledger.size() - before;
            }
            List<byte[]> entries = new ArrayList<>();
            Optional<PkiException> stopped = Optional.empty();
            for (Issuance issuance : next) {
                stopped = objection(issuance, ledger.size() + entries.size());
                if (stopped.isPresent()) {
                    break;
                }
                entries.add(issuance.der().orElseThrow());
            }
            ledger.append(entries);
            if (stopped.isPresent()) {
                throw stopped.get();
            }
        }
    }

    private static Optional<PkiException> objection(Issuance found, long expected) {
        String name = nameOf(found.name());
        if (found.entry() != expected) {
            return Optional.of(new PkiException(
                    Fault.STORE,
                    "entry " + expected + " of the issuance log expected, found entry " + found.entry() + " (" + name
                            + "): entries were removed; run ./khue ca audit"));
        }
        if (found.der().isEmpty()) {
            return Optional.of(new PkiException(
                    Fault.STORE,
                    "certificate " + name + " of entry " + expected
                            + " expected in the register, found none; run ./khue ca audit"));
        }
        return MessageDigest.isEqual(found.leaf(), Issuance.leafOf(found.der().get()))
                ? Optional.empty()
                : Optional.of(new PkiException(
                        Fault.STORE,
                        "certificate " + name + " expected as entry " + expected
                                + " of the issuance log has it, found another; run ./khue ca audit"));
    }

    /** How a certificate is named to people: its CA and its serial number in hexadecimal, and nothing personal. */
    static String nameOf(IssuerAndSerial name) {
        return name.ca() + " " + name.serial().toString(16).toUpperCase(Locale.ROOT);
    }

    /** Entries under the published checkpoint. */
    public long size() {
        return ledger.size();
    }

    @Override
    public void close() {
        ledger.close();
    }
}

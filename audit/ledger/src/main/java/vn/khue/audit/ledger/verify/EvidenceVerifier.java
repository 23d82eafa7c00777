package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks evidence that was taken away as a ZIP: every {@code events/N.json} must be entry N of the log by {@code proofs/N.tlog-proof}, and
 * all proofs must end in checkpoints of one log. The key in the ZIP is not believed. Stateless; thread-safe.
 */
public final class EvidenceVerifier {

    private static final Pattern EVENT = Pattern.compile("events/(0|[1-9][0-9]{0,17})\\.json");
    private static final Pattern PROOF = Pattern.compile("proofs/(0|[1-9][0-9]{0,17})\\.tlog-proof");

    private static final int MOST_FILES = 200_000;
    /** C2SP tlog-tiles: an entry's length is a uint16. */
    private static final int LARGEST_ENTRY = 65_535;

    private static final int LARGEST_PROOF = 16 << 10;

    private final Optional<String> vkey;

    /** @param vkey the log's public key, from elsewhere than the ZIP; without it no signature is checked, and the verdict says so */
    public EvidenceVerifier(Optional<String> vkey) {
        this.vkey = vkey;
    }

    /** Checks all that is in it, in the order of the entries. */
    public Verdict verify(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            if (file.size() > MOST_FILES) {
                return new Verdict.Unreadable("more than " + MOST_FILES + " files");
            }
            SortedMap<Long, ZipEntry> events = new TreeMap<>();
            SortedMap<Long, ZipEntry> proofs = new TreeMap<>();
            file.stream().forEach(each -> {
                put(EVENT.matcher(each.getName()), each, events);
                put(PROOF.matcher(each.getName()), each, proofs);
            });
            if (events.isEmpty() && proofs.isEmpty()) {
                return new Verdict.Unreadable("no events and no proofs");
            }
            return check(file, events, proofs);
        } catch (BrokenLedger broken) {
            return broken.verdict();
        } catch (ZipException e) {
            return new Verdict.Unreadable("no ZIP file");
        } catch (IOException e) {
            return new Verdict.Unreadable(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static void put(Matcher name, ZipEntry entry, SortedMap<Long, ZipEntry> into) {
        if (name.matches()) {
            into.put(Long.parseLong(name.group(1)), entry);
        }
    }

    private Verdict check(ZipFile file, SortedMap<Long, ZipEntry> events, SortedMap<Long, ZipEntry> proofs)
            throws IOException, BrokenLedger {
        for (long index : proofs.keySet()) {
            if (!events.containsKey(index)) {
                throw new BrokenLedger(
                        Fault.PROOF_MISSING, index, proofs.get(index).getName());
            }
        }
        Optional<CheckedNote> last = Optional.empty();
        for (var event : events.entrySet()) {
            long index = event.getKey();
            String name = event.getValue().getName();
            if (!proofs.containsKey(index)) {
                throw new BrokenLedger(Fault.PROOF_MISSING, index, name);
            }
            String proofName = proofs.get(index).getName();
            CheckedProof proof = CheckedProof.read(read(file, proofs.get(index), LARGEST_PROOF), vkey)
                    .filter(found -> found.index() == index)
                    .orElseThrow(() -> new BrokenLedger(Fault.PROOF_MALFORMED, index, proofName));
            CheckedNote checkpoint = proof.checkpoint();
            if (vkey.isPresent() && !checkpoint.signedBy()) {
                throw new BrokenLedger(Fault.CHECKPOINT_SIGNATURE, index, proofName);
            } else if (last.isPresent() && !last.get().origin().equals(checkpoint.origin())) {
                throw new BrokenLedger(Fault.OLDER_CHECKPOINT, index, proofName);
            } else if (!proof.proves(read(file, event.getValue(), LARGEST_ENTRY))) {
                throw new BrokenLedger(Fault.ENTRY_HASH, index, name);
            }
            last = Optional.of(checkpoint);
        }
        CheckedNote checkpoint = last.orElseThrow(
                () -> new BrokenLedger(new Verdict.Broken(Fault.PROOF_MISSING, OptionalLong.empty(), "events")));
        return new Verdict.Sound(
                checkpoint.origin(),
                events.size(),
                Base64.getEncoder().encodeToString(checkpoint.root()),
                true,
                checkpoint.signedBy());
    }

    /** Bytes beyond the bound cannot be those of an entry or a proof: they fail their check. */
    private static byte[] read(ZipFile file, ZipEntry entry, int most) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readNBytes(most + 1);
        }
    }
}

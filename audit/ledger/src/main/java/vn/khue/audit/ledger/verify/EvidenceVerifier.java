package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
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
 * all proofs must end in checkpoints of one log. Where {@code openings/N.key} came along, it must open what is sealed in that event. The key of
 * the log in the ZIP is not believed. Stateless; thread-safe.
 */
public final class EvidenceVerifier {

    private static final Pattern EVENT = Pattern.compile("events/(0|[1-9][0-9]{0,17})\\.json");
    private static final Pattern PROOF = Pattern.compile("proofs/(0|[1-9][0-9]{0,17})\\.tlog-proof");

    private static final Pattern OPENING = Pattern.compile("openings/(0|[1-9][0-9]{0,17})\\.key");

    private static final Pattern TOKEN = Pattern.compile("timestamps/([0-9]{4}-[0-9]{2}-[0-9]{2})\\.tst");

    private static final int MOST_FILES = 200_000;
    /** C2SP tlog-tiles: an entry's length is a uint16. */
    private static final int LARGEST_ENTRY = 65_535;

    private static final int LARGEST_PROOF = 16 << 10;
    private static final int LARGEST_KEY = 100;
    private static final int LARGEST_STAMP = 64 << 10;
    private static final int MOST_STAMPS = 4_000;

    private final Trusted trusted;
    private final Optional<String> vkey;

    /** @param vkey the log's public key, from elsewhere than the ZIP; without it no signature is checked, and the verdict says so */
    public EvidenceVerifier(Optional<String> vkey) {
        this(Trusted.log(vkey));
    }

    public EvidenceVerifier(Trusted trusted) {
        this.trusted = trusted;
        this.vkey = trusted.log();
    }

    /** Checks all that is in it, in the order of the entries. */
    public Verdict verify(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            if (file.size() > MOST_FILES) {
                return new Verdict.Unreadable("more than " + MOST_FILES + " files");
            }
            SortedMap<Long, ZipEntry> events = new TreeMap<>();
            SortedMap<Long, ZipEntry> proofs = new TreeMap<>();
            SortedMap<Long, ZipEntry> openings = new TreeMap<>();
            file.stream().forEach(each -> {
                put(EVENT.matcher(each.getName()), each, events);
                put(PROOF.matcher(each.getName()), each, proofs);
                put(OPENING.matcher(each.getName()), each, openings);
            });
            if (events.isEmpty() && proofs.isEmpty()) {
                return new Verdict.Unreadable("no events and no proofs");
            }
            openings.keySet().removeIf(index -> !events.containsKey(index));
            return check(file, events, proofs, openings);
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

    private Verdict check(
            ZipFile file,
            SortedMap<Long, ZipEntry> events,
            SortedMap<Long, ZipEntry> proofs,
            SortedMap<Long, ZipEntry> openings)
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
            }
            byte[] entry = read(file, event.getValue(), LARGEST_ENTRY);
            if (!proof.proves(entry)) {
                throw new BrokenLedger(Fault.ENTRY_HASH, index, name);
            } else if (openings.containsKey(index) && !opens(read(file, openings.get(index), LARGEST_KEY), entry)) {
                throw new BrokenLedger(
                        Fault.OPENING_FALSE, index, openings.get(index).getName());
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
                checkpoint.signedBy(),
                besides(file, checkpoint, openings.size()));
    }

    /** Each {@code timestamps/DAY.tst} must be over DAY.checkpoint, which must grow into the evidence's own by DAY.consistency. */
    private Besides besides(ZipFile file, CheckedNote checkpoint, int opened) throws IOException, BrokenLedger {
        List<String> days = file.stream()
                .map(each -> TOKEN.matcher(each.getName()))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .sorted()
                .limit(MOST_STAMPS + 1)
                .toList();
        if (days.size() > MOST_STAMPS) {
            throw broken(Fault.TIMESTAMP_FALSE, "timestamps");
        }
        Optional<Instant> until = Optional.empty();
        for (String day : days) {
            String name = "timestamps/" + day + ".checkpoint";
            byte[] note = part(file, name);
            CheckedNote stamped = CheckedNote.read(note, vkey)
                    .filter(found -> found.origin().equals(checkpoint.origin()) && (vkey.isEmpty() || found.signedBy()))
                    .orElseThrow(() -> broken(Fault.OLDER_CHECKPOINT, name));
            boolean grows = CheckedGrowth.read(part(file, "timestamps/" + day + ".consistency"))
                    .filter(proof -> proof.holds(stamped.size(), stamped.root(), checkpoint.size(), checkpoint.root()))
                    .isPresent();
            if (!grows) {
                throw broken(Fault.GROWTH_FALSE, name);
            }
            CheckedTimestamp stamp = CheckedTimestamp.read(
                            note, part(file, "timestamps/" + day + ".tst"), trusted.authorities())
                    .orElseThrow(() -> broken(Fault.TIMESTAMP_FALSE, name));
            if (!trusted.authorities().isEmpty() && !stamp.byAuthority()) {
                throw broken(Fault.TIMESTAMP_AUTHORITY, name);
            }
            until = Optional.of(stamp.at());
        }
        return new Besides(
                opened,
                days.size(),
                until,
                !days.isEmpty() && !trusted.authorities().isEmpty(),
                0,
                0);
    }

    private static byte[] part(ZipFile file, String name) throws IOException, BrokenLedger {
        ZipEntry entry = file.getEntry(name);
        if (entry == null) {
            throw broken(Fault.TIMESTAMP_FALSE, name);
        }
        return read(file, entry, LARGEST_STAMP);
    }

    private static BrokenLedger broken(Fault fault, String where) {
        return new BrokenLedger(new Verdict.Broken(fault, OptionalLong.empty(), where));
    }

    private static boolean opens(byte[] key, byte[] entry) {
        try {
            byte[] decoded = Base64.getDecoder().decode(new String(key, StandardCharsets.US_ASCII).strip());
            return SealedLine.read(entry).flatMap(line -> line.opened(decoded)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Bytes beyond the bound cannot be those of an entry or a proof: they fail their check. */
    private static byte[] read(ZipFile file, ZipEntry entry, int most) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readNBytes(most + 1);
        }
    }
}

package vn.khue.ecard.photo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads a ZIP of photographs named by people's codes ({@code HS-000123.jpg}) from a stream, file by file, and matches them. Nothing is
 * written to a disk and no name is used as a path: folders are taken as if their files lay side by side. Immutable, safe for use by many threads.
 */
public final class PhotoArchive {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_FOLDERS = 8;
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    /** What a Mac puts beside each file. */
    private static final String MAC_FOLDER = "__MACOSX";

    private final ArchiveLimits limits;
    private final PhotoIntake intake;

    public PhotoArchive(ArchiveLimits limits) {
        this.limits = limits;
        this.intake = new PhotoIntake(limits.photo());
    }

    /**
     * Matches an archive.
     *
     * @param zip of any content; read to its end or its first fault, not closed
     * @param codes of the people of whom photographs are wanted; compared without regard to case
     * @param progress is told how many files were read so far, after each
     * @throws IOException if the stream itself cannot be read
     */
    public PhotoBatch match(InputStream zip, Collection<String> codes, IntConsumer progress) throws IOException {
        Map<String, String> wanted = wanted(codes);
        List<PhotoMatch> files = new ArrayList<>();
        Optional<ArchiveProblem> problem =
                read(new ZipInputStream(zip, StandardCharsets.ISO_8859_1), wanted, files, progress);
        return batch(wanted, files, problem);
    }

    /**
     * Matches files that came one by one, named as those of an archive.
     *
     * @param files of any content; each is read when its turn comes
     * @param codes of the people of whom photographs are wanted; compared without regard to case
     * @throws IOException if a file cannot be read
     */
    public PhotoBatch match(List<LooseFile> files, Collection<String> codes) throws IOException {
        Map<String, String> wanted = wanted(codes);
        List<PhotoMatch> matches = new ArrayList<>();
        if (files.size() > limits.maxEntries()) {
            return batch(wanted, matches, Optional.of(ArchiveProblem.TOO_MANY_FILES));
        }
        for (LooseFile file : files) {
            try (InputStream in = file.content().open()) {
                matches.add(match(file.name(), in.readNBytes(limits.photo().maxBytes() + 1), wanted));
            }
        }
        return batch(wanted, matches, Optional.empty());
    }

    /** A file by itself: its name, and how its content is opened. */
    public record LooseFile(String name, Content content) {
        /** Opens what is read once. */
        @FunctionalInterface
        public interface Content {
            InputStream open() throws IOException;
        }
    }

    private static Map<String, String> wanted(Collection<String> codes) {
        Map<String, String> wanted = new LinkedHashMap<>();
        codes.forEach(code -> wanted.putIfAbsent(code.toLowerCase(Locale.ROOT), code));
        return wanted;
    }

    private static PhotoBatch batch(
            Map<String, String> wanted, List<PhotoMatch> files, Optional<ArchiveProblem> problem) {
        List<PhotoMatch> told = withTwice(files);
        Map<String, PictureHash> matched = new LinkedHashMap<>();
        for (PhotoMatch file : told) {
            if (file instanceof PhotoMatch.Matched one) {
                matched.put(one.code(), one.photo().hash());
            }
        }
        List<String> missing = wanted.values().stream()
                .filter(code -> !matched.containsKey(code))
                .toList();
        return new PhotoBatch(told, missing, samePictures(matched), problem);
    }

    private Optional<ArchiveProblem> read(
            ZipInputStream in, Map<String, String> wanted, List<PhotoMatch> files, IntConsumer progress)
            throws IOException {
        long left = limits.maxTotalBytes();
        int entries = 0;
        try {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > limits.maxEntries()) {
                    return Optional.of(ArchiveProblem.TOO_MANY_FILES);
                }
                byte[] content =
                        in.readNBytes((int) Math.min(left, limits.photo().maxBytes() + 1L));
                // What is not wanted is unpacked and counted too, or it would be a place to hide a bomb.
                left -= content.length + skip(in, left - content.length);
                if (left <= 0) {
                    return Optional.of(ArchiveProblem.TOO_MANY_BYTES);
                }
                if (!entry.isDirectory() && !path(entry.getName()).contains(MAC_FOLDER)) {
                    files.add(match(entry.getName(), content, wanted));
                    progress.accept(files.size());
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            return Optional.of(ArchiveProblem.BROKEN);
        }
        return entries == 0 ? Optional.of(ArchiveProblem.BROKEN) : Optional.empty();
    }

    private static long skip(ZipInputStream in, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long skipped = 0;
        int read;
        while (skipped < most && (read = in.read(buffer)) > 0) {
            skipped += read;
        }
        return skipped;
    }

    private PhotoMatch match(String name, byte[] content, Map<String, String> wanted) {
        String shown = shown(name);
        List<String> path = path(name);
        if (path.size() > MOST_FOLDERS + 1 || path.contains("..") || path.get(0).isEmpty() || name.contains(":")) {
            return new PhotoMatch.PathRefused(shown);
        }
        String file = path.get(path.size() - 1);
        int dot = file.lastIndexOf('.');
        String code = wanted.get(
                file.substring(0, dot < 0 ? file.length() : dot).strip().toLowerCase(Locale.ROOT));
        if (code == null) {
            return new PhotoMatch.Unknown(shown);
        }
        PhotoResult result = intake.take(content);
        if (result instanceof PhotoResult.Accepted accepted) {
            return new PhotoMatch.Matched(shown, code, accepted);
        }
        return new PhotoMatch.Refused(shown, code, (PhotoResult.Refused) result);
    }

    /** Folders and then the file; at least one part. */
    private static List<String> path(String name) {
        return List.of(SEPARATOR.split(name, -1));
    }

    private static String shown(String name) {
        String clean = name.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** Which of two files is the right one only a person can say. */
    private static List<PhotoMatch> withTwice(List<PhotoMatch> files) {
        Map<String, Integer> times = new HashMap<>();
        files.forEach(file -> code(file).ifPresent(code -> times.merge(code, 1, Integer::sum)));
        return files.stream()
                .map(file -> code(file)
                        .filter(code -> times.get(code) > 1)
                        .<PhotoMatch>map(code -> new PhotoMatch.Twice(file.fileName(), code))
                        .orElse(file))
                .toList();
    }

    private static Optional<String> code(PhotoMatch file) {
        if (file instanceof PhotoMatch.Matched matched) {
            return Optional.of(matched.code());
        }
        return file instanceof PhotoMatch.Refused refused ? Optional.of(refused.code()) : Optional.empty();
    }

    private static List<Set<String>> samePictures(Map<String, PictureHash> matched) {
        List<Map.Entry<String, PictureHash>> people = List.copyOf(matched.entrySet());
        List<Set<String>> groups = new ArrayList<>();
        Set<String> grouped = new LinkedHashSet<>();
        for (int i = 0; i < people.size(); i++) {
            if (grouped.contains(people.get(i).getKey())) {
                continue;
            }
            Set<String> group = new LinkedHashSet<>();
            group.add(people.get(i).getKey());
            for (int j = i + 1; j < people.size(); j++) {
                if (people.get(i).getValue().samePicture(people.get(j).getValue())) {
                    group.add(people.get(j).getKey());
                }
            }
            if (group.size() > 1) {
                groups.add(group);
                grouped.addAll(group);
            }
        }
        return groups;
    }
}

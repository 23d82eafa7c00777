package vn.khue.directory.rights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table of test resources: a line of column names, then rows of cells between spaces; lines that begin with # are comments. */
record Table(List<String> columns, List<Row> rows) {

    /** @param keys the cells before those of the roles */
    record Row(List<String> keys, List<Cell> cells) {}

    record Cell(String role, String letters) {
        boolean says(char letter) {
            return letters.indexOf(letter) >= 0;
        }
    }

    static Table read(String name, int keys) throws IOException {
        List<String[]> lines;
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split(" +"))
                    .toList();
        }
        String[] head = lines.get(0);
        var rows = new ArrayList<Row>();
        for (String[] line : lines.subList(1, lines.size())) {
            if (line.length != head.length) {
                throw new IOException(
                        "expected " + head.length + " cells in " + name + ", found " + Arrays.toString(line));
            }
            rows.add(new Row(
                    List.of(line).subList(0, keys),
                    IntStream.range(keys, head.length)
                            .mapToObj(i -> new Cell(head[i], line[i]))
                            .toList()));
        }
        return new Table(List.of(head).subList(keys, head.length), rows);
    }
}

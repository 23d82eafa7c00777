package vn.khue.district;

import java.util.Locale;
import java.util.stream.IntStream;
import vn.khue.directory.UnitKind;
import vn.khue.directory.name.VietnameseName;

/**
 * One school of the district.
 *
 * @param number place in the catalogue, from 0
 * @param classesPerGrade classes of each grade at true size
 */
record School(int number, UnitKind kind, String shortName, Commune commune, int classesPerGrade) {

    /** Unit id, such as {@code thcs-tan-thong-hoi}. */
    String id() {
        String level =
                switch (kind) {
                    case MAM_NON -> "mn";
                    case TIEU_HOC -> "th";
                    default -> "thcs";
                };
        return level + "-" + slug(shortName);
    }

    String name() {
        return switch (kind) {
            case MAM_NON -> "Trường Mầm non " + shortName;
            case TIEU_HOC -> "Trường Tiểu học " + shortName;
            default -> "Trường Trung học cơ sở " + shortName;
        };
    }

    /** Grades taught; mầm non has three years of age instead, all of grade 0. */
    IntStream years() {
        return switch (kind) {
            case MAM_NON -> IntStream.rangeClosed(-2, 0);
            case TIEU_HOC -> IntStream.rangeClosed(1, 5);
            default -> IntStream.rangeClosed(6, 9);
        };
    }

    /** Middle of the size of a class. */
    int classSize() {
        return switch (kind) {
            case MAM_NON -> 28;
            case TIEU_HOC -> 37;
            default -> 42;
        };
    }

    /** Teachers for that many classes. */
    int teachers(int classes) {
        return switch (kind) {
            case MAM_NON -> classes * 25 / 10 + 1;
            case TIEU_HOC -> classes * 17 / 10 + 1;
            default -> classes * 22 / 10 + 1;
        };
    }

    static String slug(String text) {
        return VietnameseName.searchKey(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}

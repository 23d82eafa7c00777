package vn.khue.district;

/**
 * How much of the district is peopled. All 104 schools are always there as units; this says how many of them have people, and how many.
 *
 * @param schools how many schools are peopled, 1 to 104
 * @param classesPerGrade the most classes of one grade in a school, 1 to 20
 * @param classSizePercent size of a class in percent of the true one, 10 to 100
 */
public record Scale(int schools, int classesPerGrade, int classSizePercent) {

    /** Number of public schools in the district. */
    public static final int ALL_SCHOOLS = 104;

    /** One lower secondary school of true size. */
    public static final Scale ONE_SCHOOL = new Scale(1, 20, 100);

    /** Every school, one class of each grade, half of each class: about a tenth of the pupils. */
    public static final Scale TENTH = new Scale(ALL_SCHOOLS, 1, 50);

    /** About 70,000 pupils and 5,000 staff. */
    public static final Scale FULL = new Scale(ALL_SCHOOLS, 20, 100);

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public Scale {
        check(schools, 1, ALL_SCHOOLS, "schools");
        check(classesPerGrade, 1, 20, "classes of one grade");
        check(classSizePercent, 10, 100, "percent of a class");
    }

    /**
     * The scale of that name: {@code one-school}, {@code tenth} (the default), {@code full}, or the number of schools of true size, 1 to
     * 104.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Scale of(String name) {
        return switch (name) {
            case "one-school" -> ONE_SCHOOL;
            case "tenth" -> TENTH;
            case "full" -> FULL;
            default -> {
                try {
                    yield new Scale(Integer.parseInt(name), 20, 100);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "expected one-school, tenth, full or a number of schools from 1 to 104, found \"" + name
                                    + "\"",
                            e);
                }
            }
        };
    }

    private static void check(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("expected " + least + " to " + most + " " + what + ", found " + value);
        }
    }
}

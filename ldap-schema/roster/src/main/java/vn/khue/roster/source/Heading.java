package vn.khue.roster.source;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of plain CSV and of the national database's export, each under every heading seen for it. A heading that stands here
 * under no column is passed over.
 */
enum Heading {
    CODE(
            "code",
            "mã học sinh",
            "mã định danh học sinh",
            "mã định danh bộ gd&đt",
            "mã định danh bgd",
            "mã bộ",
            "mã giáo viên",
            "mã định danh giáo viên",
            "mã cán bộ",
            "mã nhân sự"),
    FULL_NAME("full_name", "name", "họ và tên", "họ tên", "họ và tên học sinh", "họ và tên giáo viên"),
    FAMILY("family_name", "họ"),
    FAMILY_AND_MIDDLE("family_and_middle_name", "họ và đệm", "họ đệm", "họ và tên đệm"),
    MIDDLE("middle_name", "đệm", "tên đệm"),
    GIVEN("given_name", "tên"),
    BIRTH_DATE("birth_date", "ngày sinh", "ngày tháng năm sinh", "năm sinh"),
    SEX("sex", "gender", "giới tính"),
    MAIL("mail", "email", "thư điện tử"),
    STATUS("status", "trạng thái", "trạng thái học sinh", "trạng thái cán bộ", "tình trạng"),
    SCHOOL("school", "mã trường", "mã trường học", "mã định danh trường"),
    SCHOOL_YEAR("school_year", "năm học"),
    CLASS("class", "lớp", "tên lớp", "lớp học"),
    GRADE("grade", "khối", "khối lớp", "khối học"),
    ROLE("role", "vai trò"),
    POSITION("position", "chức vụ", "vị trí việc làm", "vị trí làm việc"),
    /** Of the person, never of the parents; only its keyed hash is kept (R5.1, R5.2). */
    CITIZEN(
            "citizen_number",
            "số định danh cá nhân",
            "số định danh",
            "số cccd",
            "cccd",
            "căn cước công dân",
            "số căn cước",
            "số căn cước công dân",
            "số định danh cá nhân/cccd",
            "số cmnd/cccd",
            "số cccd/định danh cá nhân",
            "mã định danh công dân",
            "mã định danh cá nhân");

    private static final Map<String, Heading> BY_KEY = Arrays.stream(values())
            .flatMap(heading -> heading.headings.stream().map(name -> Map.entry(HeaderName.key(name), heading)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a));

    private static final Pattern PARENTS = Pattern.compile(
            "[a-z0-9]{0,40}(ten|sinh|nghiep|thoai|sdt|email|cccd|cmnd|dinhdanh)(cua)?(cha|bo|me|phuhuynh|nguoigiamho)");

    private final List<String> headings;

    Heading(String... headings) {
        this.headings = Stream.of(headings).map(Function.identity()).toList();
    }

    static Optional<Heading> of(String cell) {
        return Optional.ofNullable(BY_KEY.get(HeaderName.key(cell)));
    }

    /** Whether a column of another name is about a pupil's parents: name, year of birth, telephone number, address. */
    static boolean isAboutParents(String cell) {
        return of(cell).isEmpty() && PARENTS.matcher(HeaderName.key(cell)).matches();
    }

    /** The names that people know: the English one of plain CSV and the first Vietnamese one. */
    String shown() {
        return headings.size() == 1 ? headings.get(0) : headings.get(0) + " / " + headings.get(1);
    }
}

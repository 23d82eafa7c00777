package vn.khue.signing.house;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;

/**
 * A class of this school year, all invented.
 *
 * @param pupils as they were given
 * @param enrolments of the pupils, in the same order
 */
public record SchoolClass(
        String id, String unit, String name, List<Member> pupils, List<UUID> enrolments, Member formTeacher) {
    private static int made;

    /** Adds a class with these pupils and a form teacher. */
    public static synchronized SchoolClass in(SigningHouse house, String unit, String name, String... pupils) {
        int number = ++made;
        LocalDate today = LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Ho_Chi_Minh"));
        int year = today.getMonthValue() >= 8 ? today.getYear() : today.getYear() - 1;
        String id = "lop-thu-" + number;
        house.writer().add(new ClassGroup(id, unit, year + "-" + (year + 1), 6, name));
        List<Member> members = new ArrayList<>();
        List<UUID> enrolments = new ArrayList<>();
        for (int i = 0; i < pupils.length; i++) {
            Member pupil = new Member(UUID.randomUUID(), "hs." + number + "." + (i + 1), pupils[i], "HOC_SINH", unit);
            house.writer()
                    .add(new Person(
                            pupil.id(),
                            pupil.uid(),
                            PersonName.of(pupil.name()),
                            Optional.empty(),
                            Sex.values()[0],
                            Optional.empty(),
                            PersonStatus.ACTIVE));
            enrolments.add(enrol(house, pupil.id(), id, unit, ClassRole.PUPIL));
            members.add(pupil);
        }
        Member teacher =
                School.member(house.writer(), "cn." + number, "Hồ Thị Chủ Nhiệm " + name, Position.GIAO_VIEN, unit);
        enrol(house, teacher.id(), id, unit, ClassRole.FORM_TEACHER);
        return new SchoolClass(id, unit, name, members, enrolments, teacher);
    }

    private static UUID enrol(SigningHouse house, UUID person, String group, String unit, ClassRole role) {
        UUID id = UUID.randomUUID();
        house.writer().add(new Enrolment(id, person, group, unit, role, Validity.since(LocalDate.of(2020, 8, 1))));
        return id;
    }

    /** A drawn head, another for each number. */
    public static byte[] portrait(int number) {
        BufferedImage image = new BufferedImage(480, 640, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(200, 215, 230));
        pen.fillRect(0, 0, 480, 640);
        Random random = new Random(number);
        for (int i = 0; i < 260; i++) {
            pen.setColor(new Color(random.nextInt(200), random.nextInt(200), random.nextInt(200)));
            pen.fillRect(random.nextInt(480), random.nextInt(640), 12, 12);
        }
        pen.setColor(new Color(225, 180, 150));
        pen.fillOval(140, 120, 200, 260);
        pen.setColor(Color.DARK_GRAY);
        pen.fillOval(190 + number % 7, 220, 24, 16);
        pen.fillOval(270, 220, 24, 16);
        pen.fillRect(130, 100, 220, 60 + number % 9);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

package vn.khue.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import vn.khue.bench.peer.ZxingSymbol;
import vn.khue.directory.PersonName;
import vn.khue.directory.Role;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.photo.CardPhoto;
import vn.khue.ecard.photo.PhotoIntake;
import vn.khue.ecard.photo.PhotoLimits;
import vn.khue.ecard.photo.PhotoResult;
import vn.khue.ecard.print.CardSheets;
import vn.khue.ecard.print.PrintReport;
import vn.khue.ecard.print.PrintedCard;
import vn.khue.ecard.symbol.CardSymbols;
import vn.khue.ecard.symbol.SymbolResult;

/** The print file of a school of 1,000 pupils beside its limit, and the codes on it beside ZXing's encoder. */
public final class CardPrintBench implements Bench {

    private static final int PUPILS = 1_000;
    private static final double FILE_SECONDS = 3;
    private static final int ROUNDS = 5;
    /** Of the largest card that an issuer signs, 261 bytes. */
    private static final int DIGITS = 634;

    @Override
    public String name() {
        return "ecard-print";
    }

    @Override
    public String about() {
        return "e-cards of 1,000 pupils with photos as A4 sheets, both sides; the codes on them, beside ZXing";
    }

    @Override
    public List<Measurement> run() {
        List<PrintedCard> cards =
                IntStream.range(0, PUPILS).mapToObj(CardPrintBench::card).toList();
        CardSheets sheets = new CardSheets(Locale.forLanguageTag("vi"));
        double[] seconds = new double[ROUNDS];
        double first = print(sheets, cards);
        for (int i = 0; i < ROUNDS; i++) {
            seconds[i] = print(sheets, cards);
        }
        Arrays.sort(seconds);
        String code = cards.get(0).code();
        String digits = code.substring(code.indexOf('#') + 1);
        List<Double> codes = new Rate(2, 1).sideBySide(List.of(() -> symbol(code), () -> ZxingSymbol.encode(digits)));
        return List.of(
                file("print file of " + PUPILS + " pupils, first of the process", first),
                file("print file of " + PUPILS + " pupils", seconds[ROUNDS / 2]),
                new Measurement(
                        name(),
                        "QR codes of version 12",
                        "codes/s",
                        Measurement.Better.HIGHER,
                        codes.get(0),
                        codes.get(1),
                        "ZXing 3.5.4, the digits alone, masks weighed",
                        Optional.of(5.0)));
    }

    private Measurement file(String what, double seconds) {
        return new Measurement(
                name(), what, "s", Measurement.Better.LOWER, seconds, FILE_SECONDS, "limit", Optional.of(1.0));
    }

    private static double print(CardSheets sheets, List<PrintedCard> cards) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(40 << 20);
        long start = System.nanoTime();
        try {
            PrintReport report = sheets.sheets(cards, out);
            if (report.printed() != cards.size()) {
                throw new BenchException("expected " + cards.size() + " cards, found " + report.printed());
            }
        } catch (IOException e) {
            throw new BenchException("expected to write to memory, found " + e, e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void symbol(String code) {
        if (!(CardSymbols.of(code) instanceof SymbolResult.Made)) {
            throw new BenchException("expected a code, found it refused");
        }
    }

    private static PrintedCard card(int number) {
        return new PrintedCard(
                PersonName.of("Nguyễn Hoàng Thiên Minh " + (number % 2 == 0 ? "Anh" : "Ngọc")),
                Role.HOC_SINH,
                UnitKind.THCS,
                "Trường Trung học cơ sở Thị Trấn 2",
                LocalDate.of(2030, 8, 31),
                "7F3K-" + (1000 + number),
                Optional.of(photo(number)),
                code(number),
                Optional.of("028 3829 0000"));
    }

    private static String code(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder code = new StringBuilder("https://the.edu.vn/v#");
        for (int i = 0; i < DIGITS; i++) {
            code.append(random.nextInt(10));
        }
        return code.toString();
    }

    /** Grain makes the file as large as a photograph's: about 20 KB. */
    private static CardPhoto photo(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(CardPhoto.WIDTH, CardPhoto.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(0xc8d7eb), 0, CardPhoto.HEIGHT, new Color(0xa0b4cd)));
        pen.fillRect(0, 0, CardPhoto.WIDTH, CardPhoto.HEIGHT);
        for (int i = 0; i < 200; i++) {
            pen.setColor(new Color(random.nextInt(90, 220), random.nextInt(80, 200), random.nextInt(70, 190)));
            pen.fillOval(random.nextInt(CardPhoto.WIDTH), random.nextInt(CardPhoto.HEIGHT), 9, 9);
        }
        pen.dispose();
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            ImageIO.write(image, "jpeg", file);
            PhotoResult result = new PhotoIntake(PhotoLimits.ordinary()).take(file.toByteArray());
            if (result instanceof PhotoResult.Accepted accepted) {
                return accepted.photo();
            }
            throw new BenchException("expected a photo, found " + result);
        } catch (IOException e) {
            throw new BenchException("expected to draw a photo, found " + e, e);
        }
    }
}

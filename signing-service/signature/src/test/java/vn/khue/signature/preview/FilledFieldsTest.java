package vn.khue.signature.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDCheckBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDComboBox;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.SampleDecision;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.decision.DecisionLayout;
import vn.khue.signature.preview.FilledField.Kind;

/** What is filled into a form is told, whatever the form tries to keep from the reader. */
class FilledFieldsTest {

    @TempDir
    private Path folder;

    private PDDocument document;
    private PDAcroForm form;
    private String appearance;

    @BeforeEach
    void emptyForm() throws IOException {
        document = new PDDocument();
        document.addPage(new PDPage(PDRectangle.A4));
        document.addPage(new PDPage(PDRectangle.A4));
        form = new PDAcroForm(document);
        document.getDocumentCatalog().setAcroForm(form);
        PDResources resources = new PDResources();
        try (InputStream font = FilledFieldsTest.class.getResourceAsStream("/liberation/LiberationSerif-Regular.ttf")) {
            appearance =
                    "/" + resources.add(PDType0Font.load(document, font, false)).getName() + " 12 Tf 0 g";
        }
        form.setDefaultResources(resources);
        form.setDefaultAppearance(appearance);
    }

    @Test
    void valuesComeInReadingOrderEachOnItsPage() throws Exception {
        text("lop", 0, new PDRectangle(300, 700, 200, 20)).setValue("5A1");
        text("hoTen", 0, new PDRectangle(50, 700, 200, 20)).setValue("Nguyễn Thị Ánh");
        text("truong", 0, new PDRectangle(50, 760, 200, 20)).setValue("Tiểu học Tân Phú");
        text("trong", 0, new PDRectangle(50, 600, 200, 20));
        text("trangHai", 1, new PDRectangle(50, 700, 200, 20)).setValue("Đồng ý");

        assertThat(read(1))
                .containsExactly(
                        plain("truong", "Tiểu học Tân Phú"), plain("hoTen", "Nguyễn Thị Ánh"), plain("lop", "5A1"));
        assertThat(new FilledFields().on(folder.resolve("form.pdf"), 2)).containsExactly(plain("trangHai", "Đồng ý"));
    }

    @Test
    void theNameForPeopleAndTheDisplayedChoiceAreTold() throws Exception {
        PDTextField field = text("f1", 0, new PDRectangle(50, 700, 200, 20));
        field.setAlternateFieldName("Số tiền");
        field.setValue("1.000.000");
        PDComboBox choice = new PDComboBox(form);
        place(choice, "hang", 0, new PDRectangle(50, 650, 200, 20));
        choice.setDefaultAppearance(appearance);
        choice.setOptions(List.of("1", "2"), List.of("Hạng một", "Hạng hai"));
        choice.setValue("2");

        assertThat(read(1))
                .containsExactly(
                        plain("Số tiền", "1.000.000"),
                        new FilledField("hang", Kind.CHOICE, "Hạng hai", Optional.empty(), false, false));
    }

    @Test
    void onlyChosenBoxesAreTold() throws Exception {
        for (String name : List.of("dongY", "khongDongY")) {
            PDCheckBox box = new PDCheckBox(form);
            place(box, name, 0, new PDRectangle(50, 700, 20, 20));
            box.getCOSObject().setItem(COSName.AS, COSName.getPDFName(name.equals("dongY") ? "Co" : "Off"));
            box.getCOSObject().setItem(COSName.V, COSName.getPDFName(name.equals("dongY") ? "Co" : "Off"));
        }
        assertThat(read(1))
                .containsExactly(new FilledField("dongY", Kind.TICKED, "Co", Optional.empty(), false, false));
    }

    @Test
    void hiddenAndLockedFieldsAreToldWithTheirFlags() throws Exception {
        PDTextField hidden = text("an", 0, new PDRectangle(50, 700, 200, 20));
        hidden.setValue("giá trị ẩn");
        hidden.getWidgets().get(0).setHidden(true);
        PDTextField unseen = text("khongXem", 0, new PDRectangle(50, 650, 200, 20));
        unseen.setValue("không hiện");
        unseen.getWidgets().get(0).setNoView(true);
        PDTextField outside = text("ngoai", 0, new PDRectangle(5_000, 640, 200, 20));
        outside.setValue("ngoài trang");
        text("khongRong", 0, new PDRectangle(50, 630, 0, 0)).getCOSObject().setString(COSName.V, "điểm");
        PDTextField locked = text("khoa", 0, new PDRectangle(50, 600, 200, 20));
        locked.setValue("đã khoá");
        locked.setReadOnly(true);

        assertThat(read(1))
                .extracting(FilledField::name, FilledField::hidden, FilledField::readOnly)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("an", true, false),
                        org.assertj.core.groups.Tuple.tuple("khongXem", true, false),
                        org.assertj.core.groups.Tuple.tuple("ngoai", true, false),
                        org.assertj.core.groups.Tuple.tuple("khongRong", true, false),
                        org.assertj.core.groups.Tuple.tuple("khoa", false, true));
    }

    @Test
    void aPictureThatSaysSomethingElseThanTheValueIsTold() throws Exception {
        PDTextField field = text("soTien", 0, new PDRectangle(50, 700, 200, 20));
        field.setValue("100 đồng");
        // The stored value is changed behind the picture's back.
        field.getCOSObject().setString(COSName.V, "900 đồng");

        assertThat(read(1))
                .containsExactly(
                        new FilledField("soTien", Kind.TEXT, "900 đồng", Optional.of("100 đồng"), false, false));
    }

    @Test
    void aWidgetThatTheFormForgetsIsToldToo() throws Exception {
        text("quen", 0, new PDRectangle(50, 700, 200, 20)).setValue("vẫn hiện");
        form.setFields(List.of());
        assertThat(read(1)).containsExactly(plain("quen", "vẫn hiện"));
        document.getDocumentCatalog().setAcroForm(null);
        assertThat(read(1)).containsExactly(plain("quen", "vẫn hiện"));
    }

    @Test
    void whatAFieldInheritsIsReadAndACircleOfParentsEnds() throws Exception {
        PDAnnotationWidget widget = new PDAnnotationWidget();
        widget.setRectangle(new PDRectangle(50, 700, 200, 20));
        COSDictionary parent = new COSDictionary();
        parent.setItem(COSName.FT, COSName.TX);
        parent.setItem(COSName.T, new COSString("cha"));
        parent.setItem(COSName.V, new COSString("của cha"));
        parent.setInt(COSName.FF, 1);
        parent.setItem(COSName.PARENT, widget.getCOSObject());
        widget.getCOSObject().setItem(COSName.PARENT, parent);
        document.getPage(0).getAnnotations().add(widget);
        COSArray annotations = new COSArray();
        annotations.add(widget.getCOSObject());
        document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, annotations);

        assertThat(read(1))
                .containsExactly(new FilledField("cha", Kind.TEXT, "của cha", Optional.empty(), false, true));
    }

    @Test
    void aFloodOfFieldsIsRefused() throws Exception {
        COSArray annotations = new COSArray();
        for (int i = 0; i <= FilledFields.MOST; i++) {
            annotations.add(new PDAnnotationWidget().getCOSObject());
        }
        document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, annotations);
        assertThatThrownBy(() -> read(1))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        refused -> assertThat(refused.reason()).isEqualTo(SignatureFailure.Reason.PREVIEW_LIMIT));
    }

    @Test
    void emptyFieldsOfADecisionAreNotTold() throws Exception {
        Path file = folder.resolve("decision.pdf");
        new DecisionLayout().write(SampleDecision.ofDeputy(), file);
        assertThat(new FilledFields().on(file, 1)).isEmpty();
        assertThatThrownBy(() -> new FilledFields().on(file, 9)).isInstanceOf(SignatureFailure.class);
    }

    private static FilledField plain(String name, String value) {
        return new FilledField(name, Kind.TEXT, value, Optional.empty(), false, false);
    }

    private List<FilledField> read(int page) throws Exception {
        Path file = folder.resolve("form.pdf");
        document.save(file.toFile());
        return new FilledFields().on(file, page);
    }

    private PDTextField text(String name, int page, PDRectangle at) throws IOException {
        PDTextField field = new PDTextField(form);
        place(field, name, page, at);
        field.setDefaultAppearance(appearance);
        return field;
    }

    private void place(PDField field, String name, int page, PDRectangle at) throws IOException {
        field.setPartialName(name);
        PDAnnotationWidget widget = field.getWidgets().get(0);
        widget.setRectangle(at);
        widget.setPage(document.getPage(page));
        widget.setPrinted(true);
        List<org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation> annotations =
                document.getPage(page).getAnnotations();
        annotations.add(widget);
        document.getPage(page).setAnnotations(annotations);
        form.getFields().add(field);
    }
}

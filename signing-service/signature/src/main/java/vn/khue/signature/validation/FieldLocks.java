package vn.khue.signature.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.signature.pdf.Form;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * What a signature forbids by its signature references, DocMDP and FieldMDP (ISO 32000-2, 12.8.2), and by the lock dictionary of
 * its field (12.7.5.5). Names are compared whole, or as a parent before a dot: "Signature 1" does not lock "Signature 10".
 *
 * @param permission 1 nothing but validation data, 2 form filling and signatures; 3, which would let annotations come and go, is
 *     taken for 2
 * @param rules FieldMDP rules
 */
record FieldLocks(int permission, List<Rule> rules) {

    FieldLocks {
        rules = List.copyOf(rules);
    }

    /**
     * @param action All, Include or Exclude
     * @param names field names
     */
    record Rule(String action, List<String> names) {
        Rule {
            names = List.copyOf(names);
        }

        boolean locks(String field) {
            boolean named = names.stream().anyMatch(n -> field.equals(n) || field.startsWith(n + "."));
            return switch (action) {
                case "Include" -> named;
                case "Exclude" -> !named;
                default -> true;
            };
        }
    }

    /**
     * @param file the signed revision
     * @param signature the signature dictionary
     * @param field full name of its field
     */
    static FieldLocks of(PdfFile file, PdfValue.Dict signature, String field) throws PdfReadException {
        int permission = 2;
        List<Rule> rules = new ArrayList<>();
        for (Form.Field candidate : Form.fields(file)) {
            Optional<PdfValue.Dict> lock = file.dict(candidate.dict().get("Lock"));
            if (candidate.name().equals(field) && lock.isPresent()) {
                permission = Math.min(permission, permission(file, lock.get()));
                rules.add(rule(file, lock.get()));
            }
        }
        for (PdfValue item : file.items(signature.get("Reference"))) {
            Optional<PdfValue.Dict> reference = file.dict(item);
            if (reference.isEmpty()) {
                continue;
            }
            Optional<PdfValue.Dict> params = file.dict(reference.get().get("TransformParams"));
            if (reference.get().is("TransformMethod", "DocMDP") && params.isPresent()) {
                permission = Math.min(permission, permission(file, params.get()));
            } else if (reference.get().is("TransformMethod", "FieldMDP") && params.isPresent()) {
                rules.add(rule(file, params.get()));
            }
        }
        return new FieldLocks(permission, rules);
    }

    private static int permission(PdfFile file, PdfValue.Dict params) throws PdfReadException {
        return PdfValue.whole(file.resolve(params.get("P"))).orElse(2) <= 1 ? 1 : 2;
    }

    private static Rule rule(PdfFile file, PdfValue.Dict params) throws PdfReadException {
        String action = file.resolve(params.get("Action")) instanceof PdfValue.Name n ? n.text() : "All";
        List<String> names = new ArrayList<>();
        for (PdfValue name : file.items(params.get("Fields"))) {
            if (file.resolve(name) instanceof PdfValue.Text t) {
                names.add(Form.text(t));
            }
        }
        return new Rule(action, names);
    }

    boolean allows(String field) {
        return permission >= 2 && rules.stream().noneMatch(rule -> rule.locks(field));
    }

    boolean allowsSignatures() {
        return permission >= 2;
    }
}

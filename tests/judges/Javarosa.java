// usage: java -cp ODK_Validate.jar Javarosa.java (FORM.xml ANSWERS.csv SCORES.csv)...
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xform.util.XFormUtils;

/**
 * Answers each row in JavaRosa, the engine of ODK Collect, and compares what it computes with what Verbond wrote. What it would send is written beside
 * each form, as NAME.submissions.csv, in the columns of ODK Central.
 */
public class Javarosa {
    public static void main(String[] paths) throws Exception {
        for (int at = 0; at < paths.length; at += 3) {
            compare(paths[at], Files.readAllLines(Path.of(paths[at + 1])), Files.readAllLines(Path.of(paths[at + 2])));
        }
    }

    private static void compare(String path, List<String> answers, List<String> scores) throws Exception {
        String[] asked = answers.get(0).split(",", -1), given = scores.get(0).split(",", -1);
        int compared = 0;
        StringBuilder submissions = new StringBuilder();
        FormDef form = XFormUtils.getFormFromInputStream(new FileInputStream(path));
        for (int row = 1; row < answers.size(); row++) {
            form.initialize(true, new InstanceInitializationFactory());
            Map<String, TreeElement> fields = new HashMap<>();
            collect(form.getMainInstance().getRoot(), fields);
            String[] cells = answers.get(row).split(",", -1), expected = scores.get(row).split(",", -1);
            for (int at = 0; at < asked.length; at++) {
                TreeElement field = fields.get(asked[at]);
                if (field != null && !asked[at].equals("informant")) {
                    form.setValue(value(field, cells[at]), field.getRef(), true);
                }
            }
            Map<String, String> sent = new LinkedHashMap<>();
            send(form.getMainInstance().getRoot(), "", sent);
            if (row == 1) submissions.append("SubmissionDate,").append(String.join(",", sent.keySet())).append(",KEY\n");
            submissions.append("2026-03-05T09:12:00.000Z,").append(String.join(",", sent.values())).append(",uuid:" + row + "\n");
            for (int at = 3; at < given.length; at++) {
                TreeElement field = fields.get(given[at]);
                if (field == null || List.of("date", "informant").contains(given[at])) continue;
                String theirs = field.getValue() == null ? "" : field.getValue().getDisplayText();
                String ours = expected[at].equals("true") ? "1" : expected[at].equals("false") ? "0" : expected[at];
                if (!equal(ours, theirs)) {
                    System.err.println("row " + (row + 1) + ", " + given[at] + ": JavaRosa says " + theirs + ", Verbond " + ours + ": " + answers.get(row));
                    System.exit(1);
                }
                compared++;
            }
        }
        Files.writeString(Path.of(path.replaceAll("xml$", "submissions.csv")), submissions);
        if (compared == 0) throw new IllegalStateException("nothing was compared");
        System.out.println("JavaRosa computes " + compared + " scores, bands and alerts of " + path + " as Verbond does");
    }

    private static void collect(TreeElement element, Map<String, TreeElement> fields) {
        for (int at = 0; at < element.getNumChildren(); at++) {
            TreeElement child = element.getChildAt(at);
            fields.put(child.getName(), child);
            collect(child, fields);
        }
    }

    /** Fields within the names of their groups; what is not asked is not sent. */
    private static void send(TreeElement element, String group, Map<String, String> sent) {
        for (int at = 0; at < element.getNumChildren(); at++) {
            TreeElement child = element.getChildAt(at);
            if (child.getNumChildren() > 0) {
                send(child, group + child.getName() + "-", sent);
            } else {
                boolean is = child.isRelevant() && child.getValue() != null;
                sent.put(group + child.getName(), is ? child.getValue().getDisplayText() : "");
            }
        }
    }

    /** As the field holds it: choices are words, also where they are called by numbers. */
    private static IAnswerData value(TreeElement field, String cell) {
        if (cell.isEmpty()) return null;
        int kind = field.getDataType();
        boolean isNumber = kind == Constants.DATATYPE_INTEGER || kind == Constants.DATATYPE_DECIMAL;
        return isNumber ? new DecimalData(Double.parseDouble(cell)) : new StringData(cell.replace(';', ' '));
    }

    private static boolean equal(String ours, String theirs) {
        try {
            double here = Double.parseDouble(ours), there = Double.parseDouble(theirs);
            return Math.abs(here - there) <= 1e-9 * Math.max(1, Math.abs(here));
        } catch (NumberFormatException words) {
            return ours.equals(theirs);
        }
    }
}

# ترجمة أولى لم تُراجَع بعد.

language-name = العربية
easy-words = سهل
decimal-sign = .
read-aloud = اقرأ بصوت عالٍ
larger-letters = خط أكبر
question-of = السؤال { $question } من { $questions }
case-code = رمز الملف (بدون اسم)
occasion = المرة
date = التاريخ
choose-any = اختر كل ما ينطبق
next = التالي
back = رجوع
skip = تخطي
stop = توقف الآن
go-on = متابعة
begin-anew = البدء من جديد
word-ask = أجبت عن جزء من هذه الأسئلة من قبل. اكتب كلمتك لتتابع.
word-yours = كلمتك
word-wrong = ليست هذه هي الكلمة.
word-gone = كُتبت كلمات خاطئة كثيرة. لم تعد الكلمة صالحة، ولا أحد يستطيع متابعة ما تمت الإجابة عنه. يمكنك البدء من جديد.
word-begun-anew = بدأ أحدهم هذا من جديد بعد آخر إجابة. ما أُجيب به من قبل مغلق ولا يراه أحد، والكلمة التي اختيرت له لم تعد تصلح.
word-choose = اختر كلمة. بها تتابع لاحقًا من حيث أنت الآن. لا تخبر بها أحدًا.
word-new = كلمتك، { $least } أحرف أو أكثر
word-too-short = يجب أن تكون الكلمة { $least } أحرف أو أكثر.
word-without = من دون كلمة تبدأ من جديد في المرة القادمة. لا أحد يرى ما أجبت به حتى الآن.
word-stays = من دون كلمة جديدة تبقى الكلمة التي اخترتها سابقًا صالحة.
stop-with-word = التوقف بهذه الكلمة
stop-without-word = التوقف من دون كلمة
anew-explained = أو ابدأ من جديد. لا أحد يرى ما أجبت به من قبل.
next-person = الشخص التالي
asked-by = { $site } تطرح عليك هذه الأسئلة.
takes-minutes =
  يستغرق { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتين
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
  } تقريبًا
so-many-questions =
  ستُطرح عليك { $questions ->
    [one] سؤال قصير واحد
    [two] سؤالان قصيران
    [few] { $questions } أسئلة قصيرة
   *[other] { $questions } سؤالًا قصيرًا
  }.
seen-by-staff = من يعمل معك يرى إجاباتك
talk-after = يمكنكما التحدث عنها معًا بعد ذلك.
seen-by-nobody = أنت وحدك ترى إجاباتك
need-not-say = لست مضطرًا لقول كل شيء
may-skip-and-stop = يمكنك تخطي أي سؤال. ويمكنك التوقف والمتابعة لاحقًا.
text-read = لا تكتب أسماء أو عناوين. من يعمل معك يقرأ هذا.
text-unread = لا تكتب أسماء أو عناوين. لا أحد ممن يعملون معك يقرأ هذا.
letters-most = { $most } حرفًا على الأكثر
letters-left = بقي { $left } من { $most } حرفًا
number-between = رقم من { $low } إلى { $high }
line-touch = المس الخط. يمكنك السحب أيضًا.
line-less = أقل قليلًا
line-more = أكثر قليلًا
almost-done = أوشكت على الانتهاء
answered-of = أجبت عن { $answered } من { $questions } سؤالًا.
still-open = هذه الأسئلة بلا إجابة بعد. يمكنك تركها كذلك.
shown-once-sent = من يعمل معك يرى إجاباتك بعد أن ترسلها.
answers-sent = تم إرسال إجاباتك.
you-said = هذا ما قلته
step-of = { $step } من { $steps }
between-two = بين «{ $low }» و«{ $high }»
talk-about = تحدثا عنها معًا. عمّ تريد أن تتحدث أولًا؟
closes-itself = تُغلق هذه الصفحة تلقائيًا بعد دقيقتين.
stay-open = اتركها مفتوحة
hide = إخفاء
stopped = توقفت
thanks = انتهت الأسئلة. شكرًا لك.
answers-kept = تم حفظ إجاباتك. يمكنك المتابعة لاحقًا.
answers-hidden = سري: من يعمل على هذه الحالة يرى أنك أجبت، ولا يرى بماذا.
answer-needed = أعط إجابة أو تخطَّ هذا السؤال.
finish = إرسال
not-an-answer = هذه ليست من الإجابات.
number-needed = اكتب رقمًا من { $low } إلى { $high }، أو تخطَّ هذا السؤال.
text-too-long = هذا طويل جدًا. اكتب { $most } حرفًا على الأكثر.
date-needed = هذا ليس تاريخًا. اكتب يومًا مثل 2026-11-24، أو تخطَّ هذا السؤال.
time-needed = هذا ليس وقتًا. اكتب الساعة والدقائق مثل 23:30، أو تخطَّ هذا السؤال.
number-from = رقم من
own-words = بكلماتك أنت
as-date = سنة-شهر-يوم، مثل 2026-11-24
as-time = الساعة والدقيقة، مثل 23:30

welcome = أهلًا بك
your-code = اكتب أرقام رمزك
code-help = تحصل على الرمز ممن يعمل معك. يعمل الرمز مرة واحدة ولمدة محدودة.
begin = ابدأ
for-staff = للموظفين
language = اللغة
wrong-code = هذا الرمز غير صحيح أو قديم. اطلب رمزًا جديدًا.
store-failed = حدث خطأ هنا. إجاباتك محفوظة. حاول مرة أخرى بعد قليل.
failed = حدث خطأ هنا. حاول مرة أخرى.
page-too-old = هذه الصفحة قديمة. ارجع وحاول مرة أخرى.
took-too-long = استغرق هذا وقتًا طويلًا. ارجع وحاول مرة أخرى.
form-too-long = ما أُرسل طويل جدًا.
nothing-here = لا يوجد شيء هنا.
too-many-tries = محاولات خاطئة كثيرة. انتظر بضع دقائق.
server-busy = يطلب كثيرون شيئًا في الوقت نفسه. حاول مرة أخرى بعد قليل.
not-for-you = لا يمكنك رؤية هذا.
to-first-page = إلى الصفحة الأولى

staff = الموظفون
to-content = إلى المحتوى
main-menu = القائمة الرئيسية
user-name = الاسم
password = كلمة المرور
log-in = تسجيل الدخول
log-out = تسجيل الخروج
wrong-password = الاسم أو كلمة المرور غير صحيحة.
change-password = تغيير كلمة المرور
old-password = كلمة المرور حتى الآن
new-password = كلمة مرور جديدة
new-password-again = كلمة المرور الجديدة مرة أخرى
password-rule = لا تقل عن { $letters } حرفًا. تكفي بضع كلمات لا صلة بينها.
passwords-differ = كُتبت كلمة المرور الجديدة بطريقتين مختلفتين. لم يتغير شيء.
wrong-old-password = كلمة المرور حتى الآن غير صحيحة. لم يتغير شيء.
password-weak = كلمة المرور الجديدة أقل من { $letters } حرفًا أو سهلة التخمين. لم يتغير شيء.
password-changed = تم تغيير كلمة المرور. تم تسجيل خروجك من كل مكان آخر.
access-log = من فعل ماذا
access-when = متى (UTC)
access-what = ماذا
access-show = عرض
access-none = لم يُعثر على شيء.
access-older = أقدم
access-nobody = اسم لا يحمله أحد
access-logged-in = سجّل الدخول
access-failed-to-log-in = أدخل كلمة مرور خاطئة
access-looked = اطّلع على الملف
access-refused-case = رُفض له الملف: إنه تابع لمكتب آخر
access-gave-code = أعطى رمزًا للتطبيق { $administration }
access-handed-over = سلّم الملف إلى { $owner }، { $office }
access-exported = صدّر إجابات { $measure }؛ التطبيقات: { $administrations }، السرية: { $confidential }
access-exported-cases = صدّر أصحاب الملفات والإشارات التي تمت رؤيتها؛ الملفات: { $cases }
access-copied-store = نسخ كل ما هو محفوظ
access-gave-access = أعطى { $name } حق الدخول: { $role }، { $office }
access-took-access = سحب حق الدخول من { $name }
access-changed-password = غيّر كلمة مروره
access-failed-to-change-password = أدخل كلمة مرور خاطئة عند تغييرها
access-looked-at-log = اطّلع على هذا السجل
access-purged-log = محا أسطرًا قديمة من هذا السجل
access-erased = محا ملفًا؛ التطبيقات: { $administrations }
access-purged = محا ما حُفظ مدة كافية؛ التطبيقات: { $administrations }
locked = أجاب شخص عن أسئلة في هذا المتصفح. أدخل كلمة المرور للعودة إلى الملفات.
role-officer = موظف المراقبة
role-coordinator = منسق
role-methodologist = خبير المنهج
role-administrator = مدير
cases = الملفات
look-today = انظر اليوم
look-today-more = إشارة لم يرها أحد بعد
due-today = حان وقتها
due-today-more = حان الوقت المتفق عليه
waits = بالانتظار
waits-more = سُئل ولم يُجب بعد
is-fine = لا شيء مطلوب
is-fine-more = لا شيء للقيام به حتى المرة التالية
is-closed = مغلقة
is-closed-more = لا يُسأل أحد بعد الآن
parts-of-list = إلى جزء من القائمة
nothing-to-do = لا ملفات هنا الآن.
all-of-part = الكل ({ $cases })
whole-list = القائمة كلها
running-cases = { $day } · { $cases } جارية
whose = لمن
of-all = الجميع
of-me = ملفاتي
of-nobody = لا أحد
all-measures = الكل
signal-of = { $who }، المرة { $occasion }
more-signals =
  و{ $signals ->
    [one] إشارة أخرى
    [two] إشارتان أخريان
    [few] { $signals } إشارات أخرى
   *[other] { $signals } إشارة أخرى
  }
occasion-of-whom = المرة { $occasion }: { $who }
next-occasion = التالية: المرة { $occasion }، قبل { $day }
due-since = قبل { $day }
answered-last = أُجيب في { $day }
never-answered = لم يُجب بعد
awaits-code = لم يُستخدم الرمز بعد.
awaits-answering = هناك من يجيب الآن.
awaits-stopped = توقف بعد { $answered } إجابات؛ رمز جديد يتابع.
awaits-expired = انتهت صلاحية الرمز.
look-at = عرض
let-answer = اطلب الإجابة
new-code = رمز جديد
course-of = { $case }: { $values }
course-ground = الخلفية الملونة: { $band }
team = الفريق
ask-somebody = اسأل شخصًا
measure-choice = الاستبيان ومن يجيب
known-facts = ما يُعرف عن الملف (يمكن تركه فارغًا؛ ما قيل من قبل يبقى)
occasion-or-next = القياس (فارغ: التالي)
occasion-number = التالي: القياس { $occasion }
date-is-day = التاريخ يوم قد مضى، منذ عام { $year }، ويُكتب مثل 2026-11-24.
date-before-opening = الملف مفتوح منذ { $day } ويتبع جدولًا لا يُحتسب فيه يوم أسبق. غيّر ذلك اليوم أولًا إن كان مفتوحًا من قبل.
measure-without-words = لا يمكن طرح { $measure }: أسئلته غير مرفقة به. يستطيع المسؤول عن الاستبيانات إضافتها.
case-facts = المعروف: { $facts }.
change-facts = ذكر المعروف أو تصحيحه
facts-were-wrong = لم يكن الأمر غير ذلك قط
facts-were-wrong-more = ما قيل من قبل كان خطأ ويُصحَّح في كل مكان. وإلا فهو سارٍ من الآن.
fact-number = { $fact } عدد من { $low } إلى { $high }.
fact-date = { $fact } تاريخ، مثل 2026-11-24.
fact-word = { $fact } أحد هذه: { $words }.
same-open = { $who } في { $case } يجيب عن القياس { $occasion } الآن. ماذا بعد؟
same-finished = { $who } في { $case } أجاب عن القياس { $occasion } من قبل. ماذا بعد؟
same-continue = متابعته
same-continue-more = ما تمت الإجابة عنه يبقى.
same-replace = الإجابة من جديد
same-replace-more = تُحفظ الإجابات السابقة ولا تُحتسب بعد الآن.
same-new-more = الاختيار المعتاد للقاء جديد.
same-new = قياس جديد: { $occasion }
find-case = البحث عن ملف
find = بحث
page-of = الصفحة { $page } من { $pages }، الملفات: { $cases }
page-before = السابقة
page-after = التالية
pages-of-part = صفحات هذا الجزء من القائمة
administrations = استبيانات هذا الملف
administration-line = { $title }، { $who }، القياس { $occasion }، { $date }: { $state }
state-open = قيد الإجابة
state-answered = أُجيب عنه
closed-begun-anew = مغلق، بدأ من جديد
closed-replaced = استُبدل، لا يُحسب بعد
closed-mistaken = أُخرج، لا يُحسب
closed-cancelled = أُلغي الرمز، ولم يُسأل أحد
closed-held-twice = لا يُحسب: كان هذا القياس مرتين. يقرر من يدير المخزن (verbond store duplicates)
correct = تصحيح
reason = السبب
reason-needed = اذكر السبب.
take-out = عدم احتسابه
count-again = احتسابه من جديد
take-out-of-replaced = مُلئ هنا استبيان آخر من قبل. لا يُحتسب من جديد تلقائيًا: بعد إلغاء احتساب هذا يمكن ذلك في الأسفل.
cancel-code = إلغاء الرمز
no-code = لا يوجد رمز يمكن إلغاؤه.
occasion-taken = هناك استبيان للقياس { $occasion } من قبل.
only-answerer = من يجيب فقط يمكنه رؤية الإجابات
only-answerer-more = ترى أنه تمت الإجابة، ولا ترى بماذا.
what-asked = ماذا تسأل؟
code-explained = يمسح الشخص الصورة بهاتفه، أو يكتب فيه { $digits } رقمًا. ويمكنه أن يجيب على هذا الجهاز.
code-once = صالح ٣٠ دقيقة، مرة واحدة
ticket-shown = ترى الإجابات.
ticket-hidden = سري: لا ترى الإجابات.
print-page = طباعة
not-in-language = { $measure } غير متاح بهذه اللغة. اختر واحدة من: { $languages }.
give-code = أعط رمزًا
answer-here = الإجابة على هذا الجهاز
answers-here = { $who } يجيب هنا
code-picture = الرمز كصورة للهاتف
code-given = رمز { $who } في { $case }، المرة { $occasion }، { $date }
only-own-answers = أُجيب عن جزء منه بسرية من قبل. لا يتابعه إلا من أجاب؛ وأي شخص آخر يبدأ من جديد.
still-looking = يجري النظر في الملفات. ما يحتاج إلى انتباه والأرقام ستظهر هنا بعد لحظة.
case = الملف
asked = سُئل
answered = أُجيب
now = الآن
case-not-here = لا يمكن استخدام هذا الرمز هنا. اختر رمزًا آخر.
case-twin = توجد حالة بالرمز { $case } بالفعل. اختلاف الأحرف الكبيرة وحده لا يجعلها حالة أخرى: استخدم ذلك الرمز أو اختر رمزًا آخر.
occasion-is-number = المرة رقم، 1 أو أكثر.
try-again = حاول مرة أخرى.
code-empty = لا يوجد رمز للملف
code-letters = يتكون الرمز من حروف وأرقام و `-` و `_` و `.`، على الأكثر { $most }
code-like-name = قد يكون هذا اسمًا: في الرمز رقم، مثل `c-017`
code-like-citizen = قد يكون هذا رقم هوية: في الرمز حرف، أو هو أقصر
case-named = الملف { $case }
nothing-answered = لم يُجب عن شيء بعد.
confidential = سري
confidential-answered = { $who }، المرة { $occasion }: أُجيب
confidential-open = { $who }، المرة { $occasion }: لم يُجب بعد
measure-refused = { $measure }: غُيِّر الملف بحيث يحسب الدرجات على غير ما كان عند الإجابة عن هذا الإصدار. لا يُستخدم. أعطِ الملف المغيَّر إصداراً جديداً.
some-unfinished = بعض الاستبيانات لم تنته بعد؛ وهي لا تظهر هنا.
invite = اسأل عدة استبيانات معًا، أو برابط
invite-to = اسأل { $case }
invite-measures = استبيانات، واحد بعد الآخر
invite-none = اختر واحدًا على الأقل.
invite-other-informant = أحدها ليس لمن تم اختياره.
make-link = أنشئ رابطًا
sitting-code = الرمز، صالح 30 دقيقة ومرة واحدة؛ كل ما اختير يأتي تلقائيًا:
sitting-link = الرابط، صالح حتى تتم الإجابة عن كل شيء، ولا يتجاوز ما قبل { $day }. من يملكه يستطيع الإجابة: لا تعطه لأحد آخر.
link-picture = الرابط كصورة للهاتف
shown-once = يظهر هذا عشر دقائق، ثم لا يظهر في أي مكان.
link-begins = شخص يعمل معك يطرح عليك بعض الأسئلة.
link-over = لم يعد هذا الرابط صالحًا. اطلب رابطًا جديدًا.
code-list = قائمة رموز للطباعة
code-list-explained = يُسأل كل من هذه الملفات مرة واحدة. للرموز اثنا عشر رقمًا لأنها صالحة أيامًا. يُفتح الملف الجديد بذلك.
code-list-cases = رموز الملفات، واحد في كل سطر
code-list-until = صالحة حتى نهاية
make-codes = أنشئ الرموز
code-list-empty = اكتب ملفًا واحدًا على الأقل.
code-list-long = الملفات أكثر من { $most }.
code-list-days = اليوم الأخير هو اليوم أو أحد الأيام الـ{ $days } التالية.
code-list-good = صالحة حتى نهاية { $day }، كل منها مرة واحدة. قصّها: من يملك رمزًا يستطيع الإجابة عن ملفه.
code-list-code = الرمز
answers-of = إجابات { $case }
read-answers = اقرأ الإجابات
held-on-case = كل ما هو محفوظ عن هذا الملف، كملف (JSON)
not-answered = لم تتم الإجابة.
new-case = ملف جديد
open-case = افتح الملف
whose-case = صاحب الملف
case-owner = يعمل عليه: { $owner }.
case-office = المكتب: { $office }.
case-opened = مفتوح منذ { $day }.
case-closed = مغلق منذ { $day }.
case-follows = يتبع: { $schedule }.
nobody-yet = لا أحد بعد
no-schedule = بلا جدول
schedule = الجدول
opened-on = مفتوح منذ
closed-on = مغلق منذ
change-opening = غيّر الفتح أو الجدول
open-again = افتحه من جديد
close-case = أغلق الملف
hand-over = سلّمه
hand-over-to = إلى من
hand-over-explained = من كان من المكتب الآخر يرى الملف من الآن، ومن لم يكن منه لا يراه بعد.
hand-over-whom = قل إلى من.
office-nobody = { $office }، دون شخص معيّن
office = المكتب
schedule-unknown = لا يوجد جدول كهذا.
closed-before-opened = فُتح الملف بعد ذلك اليوم.
case-is-closed = هذا الملف مغلق. افتحه من جديد أولاً.
signals-unseen = إشارات لم يرها أحد بعد
signals-elsewhere = ملفات أخرى فيها ما ينبغي النظر إليه: { $cases }
signals-seen = إشارات تمت رؤيتها
seen-by = رآها { $who } في { $day }
seen-with-note = تمت الرؤية، مع ملاحظة
seen-note = ماذا فعلت بشأنها؟ (يمكن تركها فارغة)
mark-seen = تمت الرؤية
status-experimental = تجريبي
status-piloted = مُجرَّب
status-validated = مُتحقَّق منه
status-retired = لم يعد مستخدمًا
due-list = المطلوب
due-measure = الاستبيان
due-by = آخر موعد
due-late = متأخر
due-open = يُسأل الآن
due-coming = لم يُسأل بعد
due-reminded = تذكير اليوم
due-nothing = لا شيء مطلوب.
due-undecided = { $case }: لا يُسأل أحد { $measure }، لأن { $facts } غير معروف لهذا الملف.
due-no-schedule = { $case } يتبع { $schedule }، وهذه الخطة غير موجودة.

cases-over-time = { $title }: الملفات عبر الزمن
cases-attention = عدد الملفات { $cases }، منها { $attention } فيها الآن تنبيه أو علامة قطيعة
not-validated = هذا الاستبيان { $status }: لا شيء هنا حكم على إنسان.
norms = المعايير
norms-simulated = محاكاة
without-norms = بدون معايير لا يقال هل التغير موثوق.
version-change = من المرة { $occasion } تُستخدم النسخة { $to }، وقبلها { $from }
words-of-then = بالكلمات التي سُئل بها؛ تغيرت كلمات هذا الاستبيان منذ ذلك الحين.
words-changed = تغيرت كلمات هذا الاستبيان بعد الإجابة عن بعض هذا: ما يرد هنا بالكلمات قد لا يكون ما قُرئ حينها.
version-line = عند الخط في الرسوم يتغير الاستبيان: { $change }. الدرجات التي لا تُقارَن عبره لا تظهر.
left-out = الدرجات التي لا تُقارَن لا تظهر
case-values = الملف { $case }: القيم
score = الدرجة
who = من
band = الفئة
since-first = منذ الأولى
since-before = منذ السابقة
gaps = حيث يختلف الاثنان، في المرة { $occasion }
difference = الفرق
missing = مفقود
by-occasion = { $who }، حسب المرات: { $values }
lower-reliably = انخفض بصورة موثوقة (أكثر من خطأ القياس)
higher-reliably = ارتفع بصورة موثوقة (أكثر من خطأ القياس)
lower-not-reliably = انخفض، لكن ضمن خطأ القياس
higher-not-reliably = ارتفع، لكن ضمن خطأ القياس
unchanged = لم يتغير
no-norms = لم تُعطَ معايير، فلا يُعرف هل التغير موثوق
no-group = لا مجموعة في المعايير تناسب هذا الملف، فلا يُعرف هل التغير موثوق
no-spread = لا تعطي المعايير انحرافًا معياريًا لهذه الدرجة، فلا يُعرف هل التغير موثوق
no-reliability = ثبات هذه الدرجة غير معروف، فلا يُعرف هل التغير موثوق
low-reliability = ثبات هذه الدرجة { $reliability }، أقل من { $least }: أقل من أن يُحكم به على تغير شخص واحد
simulated-norms = المعايير محاكاة، ولا يُحكم بها على أحد
outcome-recovered = تعافى
outcome-improved = تحسن
outcome-unchanged = لم يتغير
outcome-deteriorated = ساء
fell-by = انخفض بمقدار { $fall } منذ المرة السابقة، أكثر من { $points }
fell-in-a-row = انخفض { $times } مرات متتالية
below-best = أقل بصورة موثوقة من أفضل قيمة حتى الآن، { $best }
change-since-first = { $score } ({ $who }) منذ الأولى: { $change }
change-since-before = { $score } ({ $who }) منذ السابقة: { $change }
gap-line = { $first } ناقص { $second } في المرة { $occasion }: { $gaps }
alert-line = تنبيه ({ $who }): { $sentence }
graded-alert-line = تنبيه، { $severity } ({ $who }): { $sentence }
alert-mild = خفيف
alert-severe = خطير
sign-line = علامة قطيعة ({ $who }): { $score } { $sign } [{ $source }]

team-title = { $title }: أرقام الفريق
small-hidden = أرقام أقل من { $least } ملفات لا تظهر، ولا ما يمكن استنتاجها منه. الأعداد مقرَّبة إلى مضاعفات { $least }؛ والمتوسطات والانحرافات المعيارية مقرَّبة بحيث لا يظهر فيها ملف واحد.
scores-at-last = الدرجات في المرة الأخيرة
group = المجموعة
mean = المتوسط
sd = الانحراف المعياري
all = الكل
not-said = لم يُذكر
followed-cases = الملفات المتابَعة
attention-now = الآن تنبيه أو علامة قطيعة
no-attention = لا هذا ولا ذاك
bands-at-last = { $score } ({ $bands }) في المرة الأخيرة
score-change = { $score }: التغير منذ المرة الأولى
reliably-lower = انخفض بصورة موثوقة
no-reliable-change = لا تغير موثوق
reliably-higher = ارتفع بصورة موثوقة
cannot-be-told = لا يمكن القول

### Words of a talk: days, cases, reports, teams, paper

month-after-day =
  { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
  }
month-short =
  { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
  }
day-long = { $day } { month-after-day } { $year }
day-short = { $day } { month-short }
at-occasion = القياس { $occasion }
none-of-these = لا شيء مما ذُكر
where-are-we = أين نحن الآن؟
what-changed = ما الذي تغيّر؟
where-apart = أين نختلف؟
score-now = { $who }: { $score } { $value } على مقياس من { $min } إلى { $max }.
score-in-band = { $who }: { $score } { $value } على مقياس من { $min } إلى { $max } – { $band }.
score-not-known = { $who }: لا يمكن معرفة { $score }، فالإجابات قليلة جدًا.
nothing-before = { $who }: هذه أول قيمة.
fell-since = { $who }: انخفض بمقدار { $by } منذ { $since }
rose-since = { $who }: ارتفع بمقدار { $by } منذ { $since }
same-since = { $who }: لم يتغيّر منذ { $since }
beyond-chance = أكثر من الصدفة
within-chance = ليس أكثر من الصدفة
chance-unknown = لا يُعرف إن كان ذلك أكثر من الصدفة
both-alike = كلاهما يرى الأمر نفسه.
who-is-higher = { $who } أعلى بمقدار { $by }.
furthest-apart = أكبر اختلاف: «{ $question }» ({ $answers }).
measured-since = { $title } · عدد القياسات: { $count } منذ { $since }
attention-first = تحدثا عن هذا أولًا
moved-since = { $by } منذ { $since }:
cut-off = الحد { $at }
version-named = الإصدار { $version }
band-from-to = { $band } من { $from } إلى { $to }
not-filled-in = لم يُملأ
chance-by-norms = «أكثر من الصدفة» وفق المعايير { $id } { $version } ({ $status }): { $population }.
chance-by-trial-norms = المعايير { $id } { $version } للتجربة فقط ({ $status }): { $population }. لا تقرروا شيئًا بناءً عليها.
answers-of-day = إجابات { $when }
answers-order = أكبر تغيّر أو فرق في الأعلى.
answers-heading = الإجابات
now-short = الآن
before-short = كان
last-time = المرة السابقة وإلى أين
was = كان { $answer }
difference-of = الفرق { $by }
no-difference = لا فرق
same-as-before = كما في السابق
turned-around = معكوس: الإجابة العالية تخفض الدرجة.
other-answers = الإجابات الأخرى: { $count }
more-answers = إجابات أخرى في صفحة الملف: { $count }.
said-to-question = عن السؤال: { $question }
parts = الأجزاء
from-to = { $who } من { $from } إلى { $to }
all-scores = كل الدرجات في جدول
print-report = طباعة
report-about = ملأه: { $who }. تقرير للحديث، وليس حكمًا على إنسان.
agreed = ما نتفق عليه
report-made = أُعدّ في { $day }.
report-made-by = أُعدّ في { $day } من { $who }.
report-keep = يحتوي على بيانات شخصية: احفظه مع الملف.
more-on-page = إجابات أخرى: { $count }؛ يصنع --output صفحة بكل الإجابات.
question-head = السؤال
team-signals = الإشارات
team-signals-of = من { $cases } ملفًا تحتاج إلى انتباه الآن
team-signals-beside = إشارة أو علامة انقطاع في آخر قياس.
team-hidden = أقل من أن يُعرض.
team-mean = متوسط { $who }
team-mean-of = { $who }: { $mean }.
team-scale = على مقياس من { $min } إلى { $max }، في آخر قياس.
team-change = التغيّر
team-changed = تغيّرت أكثر من الصدفة ({ $who })
team-change-not-judged = لا يُذكر من تغيّر: انظر الأسباب أدناه.
team-months = كم استبيانًا مُلئ شهرًا بعد شهر؟ ({ $who })
team-means = { $score } شهرًا بعد شهر: أين المتوسط؟
team-bands = { $score }: هل يرى الجميع الأمر نفسه؟
team-changes = ما الذي تغيّر منذ القياس الأول؟ ({ $who })
team-not-shown = غير معروض
team-spread = { $score }: كيف تتوزع الملفات؟ ({ $who })
spread-from-to = { $from } إلى { $to }
team-period = الفترة
period-half-year = آخر ستة أشهر
period-year = آخر اثني عشر شهرًا
compare-by = المقارنة حسب
compare-nothing = لا شيء
team-dashed = الجزء الفارغ المتقطع يقول فقط إن هناك شيئًا، لا كم هو.
team-tables = كل الأرقام في جداول
paper-how = كيف تملأ هذه الورقة
paper-cross = ضع علامة × في دائرة واحدة لكل سؤال.
paper-wrong = أخطأت؟ سوّد الدائرة كلها واختر غيرها.
paper-skip = يمكنك ترك سؤال بلا إجابة.
paper-example = مثال
paper-example-of = مثال: تختار «{ $answer }»
paper-line = ضع خطًا على المستقيم.
paper-may-be-open = يمكنك ترك هذا فارغًا.
paper-overleaf = تابع في ظهر الورقة
paper-next-sheet = تابع في الورقة التالية
paper-sheet = الصفحة { $sheet } من { $sheets }
paper-thanks = هذا كل شيء. شكرًا لك. أعد هذه الورقة إلى من أعطاك إياها.
paper-only-if = فقط إذا { $when }.
paper-only-if-told = فقط إذا طلب ذلك من أعطاك هذه الورقة.
paper-chose = اخترت { $answers } في السؤال { $questions }
paper-not-chose = لم تختر { $answer } في السؤال { $question }
paper-left-open = تركت السؤال { $question } فارغًا
paper-answered = أجبت عن السؤال { $question }
paper-number-below = إجابتك عن السؤال { $question } أقل من { $number }
paper-number-at-most = إجابتك عن السؤال { $question } هي { $number } أو أقل
paper-number-equal = إجابتك عن السؤال { $question } هي { $number }
paper-number-unequal = إجابتك عن السؤال { $question } ليست { $number }
paper-number-at-least = إجابتك عن السؤال { $question } هي { $number } أو أكثر
paper-number-above = إجابتك عن السؤال { $question } أكبر من { $number }
paper-quoted = «{ $words }»
paper-or = { $first } أو { $last }
paper-and = { $first } و{ $last }

# İlk çeviri, henüz gözden geçirilmedi.

language-name = Türkçe
easy-words = kolay
decimal-sign = ,
read-aloud = Sesli oku
case-code = Dosya kodu (isim yazmayın)
occasion = Ölçüm
date = Tarih
may-be-left-open = boş bırakılabilir
only-if = Yalnızca şu durumda
choose-any = Uygun olanların hepsini seçin
next = İleri
back = Geri
skip = Geç
stop = Şimdilik dur
go-on = Devam et
begin-anew = Yeniden başla
word-ask = Bunun bir kısmını daha önce yanıtladınız. Devam etmek için kelimenizi yazın.
word-yours = Kelimeniz
word-wrong = Kelime bu değil.
word-gone = Çok fazla yanlış kelime yazıldı. Kelime artık geçerli değil ve kimse yanıtlananlara devam edemez. Yeniden başlayabilirsiniz.
word-begun-anew = Bir kelime seçildikten sonra biri yeniden başladı. Daha önce yanıtlananlar kapatıldı, kimse görmez ve o kelime artık geçerli değil.
word-choose = Bir kelime seçin. Onunla daha sonra kaldığınız yerden devam edersiniz. Kimseye söylemeyin.
word-new = Kelimeniz, en az { $least } harf
word-too-short = Kelime en az { $least } harf olmalı.
word-without = Kelime olmadan bir dahaki sefere yeniden başlarsınız. Şimdiye kadar yanıtladıklarınızı kimse görmez.
word-stays = Yeni bir kelime olmadan, daha önce seçtiğiniz kelime geçerli kalır.
stop-with-word = Bu kelimeyle dur
stop-without-word = Kelime olmadan dur
anew-explained = Ya da yeniden başlayın. Daha önce yanıtladıklarınızı kimse görmez.
next-person = Sıradaki kişi
thanks = Hepsi bu kadar. Teşekkür ederiz.
answers-kept = Yanıtlarınız saklandı. Daha sonra devam edebilirsiniz.
answers-shown = Gizli değil: bu dosyayla çalışanlar yanıtlarınızı görür.
answers-hidden = Gizli: bu dosyayla çalışanlar yanıtladığınızı görür, ne yanıtladığınızı görmez.
answer-needed = Bir yanıt verin ya da bu soruyu geçin.
finish = Bitir
not-an-answer = Bu, yanıtlardan biri değil.
number-from = Bir sayı:
own-words = Kendi sözlerinizle
as-date = Yıl-ay-gün, örneğin 2026-11-24

welcome = Hoş geldiniz
your-code = Kodunuz: { $digits } rakam
begin = Başla
for-staff = Çalışanlar için
language = Dil
wrong-code = Bu kod doğru değil ya da çok eski. Yeni bir kod isteyin.
store-failed = Bir sorun var. Verdiğiniz yanıtlar saklandı. Lütfen biraz sonra yeniden deneyin.
failed = Bir sorun var. Lütfen yeniden deneyin.
page-too-old = Bu sayfa çok eski. Lütfen geri dönüp yeniden deneyin.
took-too-long = Bu çok uzun sürdü. Lütfen geri dönüp yeniden deneyin.
form-too-long = Gönderilen metin çok uzun.
nothing-here = Burada bir şey yok.
too-many-tries = Çok fazla yanlış deneme. Lütfen birkaç dakika bekleyin.
server-busy = Aynı anda çok fazla kişi bir şey istiyor. Lütfen biraz sonra yeniden deneyin.
not-for-you = Bunu görme izniniz yok.
to-first-page = İlk sayfaya

staff = Çalışanlar
user-name = Ad
password = Parola
log-in = Oturum aç
log-out = Oturumu kapat
wrong-password = Ad ya da parola doğru değil.
change-password = Parolayı değiştir
old-password = Şimdiye kadarki parola
new-password = Yeni parola
new-password-again = Yeni parola bir kez daha
password-rule = En az { $letters } karakter. Birbiriyle ilgisi olmayan birkaç sözcük yeter.
passwords-differ = Yeni parola iki farklı biçimde yazıldı. Hiçbir şey değişmedi.
wrong-old-password = Şimdiye kadarki parola doğru değil. Hiçbir şey değişmedi.
password-weak = Yeni parola { $letters } karakterden kısa ya da kolay tahmin edilir. Hiçbir şey değişmedi.
password-changed = Parola değiştirildi. Başka her yerde oturumunuz kapatıldı.
access-log = Kim ne yaptı
access-when = Ne zaman (UTC)
access-what = Ne
access-show = Göster
access-none = Hiçbir şey bulunamadı.
access-older = Daha eski
access-nobody = kimsenin olmayan bir ad
access-logged-in = oturum açtı
access-failed-to-log-in = yanlış parola verdi
access-looked = dosyaya baktı
access-refused-case = dosya kendisine açılmadı: başka bir birime ait
access-gave-code = { $administration } numaralı uygulama için kod verdi
access-exported = { $measure } yanıtlarını dışa aktardı; uygulama: { $administrations }, gizli: { $confidential }
access-copied-store = saklanan her şeyi kopyaladı
access-gave-access = { $name } kişisine erişim verdi: { $role }, { $office }
access-took-access = { $name } kişisinin erişimini kaldırdı
access-changed-password = kendi parolasını değiştirdi
access-failed-to-change-password = parolayı değiştirirken yanlış parola verdi
access-looked-at-log = bu günlüğe baktı
access-purged-log = bu günlüğün eski satırlarını sildi
access-erased = bir dosyayı sildi; uygulama: { $administrations }
access-purged = yeterince uzun saklananı sildi; uygulama: { $administrations }
locked = Bu tarayıcıda biri soruları yanıtladı. Dosyalara dönmek için şifrenizi girin.
role-officer = denetimli serbestlik görevlisi
role-coordinator = koordinatör
role-methodologist = yöntem uzmanı
role-administrator = yönetici
cases = Dosyalar
team = Ekip
ask-somebody = Birine sor
measure-choice = Ölçek, kim yanıtlıyor, hangi dilde
known-facts = Dosya hakkında bilinenler (boş bırakılabilir; daha önce söylenen kalır)
occasion-or-next = Ölçüm (boş: sonraki)
occasion-number = sonraki: { $occasion }. ölçüm
date-is-day = Tarih geçmiş bir gündür ve 2026-11-24 gibi yazılır.
fact-number = { $fact }, { $low } ile { $high } arasında bir sayıdır.
fact-word = { $fact } şunlardan biridir: { $words }.
same-open = { $case } için { $who } { $occasion }. ölçümü zaten yanıtlıyor. Ne yapılsın?
same-finished = { $case } için { $who } { $occasion }. ölçümü zaten yanıtladı. Ne yapılsın?
same-continue = Ona devam et
same-replace = Yeniden yanıtlansın (önceki yanıtlar saklanır ve artık sayılmaz)
same-new = Yeni bir ölçüm: { $occasion }
find-case = Dosya ara
find = Ara
page-of = Sayfa { $page } / { $pages }, { $cases } dosya
page-before = Önceki
page-after = Sonraki
administrations = Bu dosyanın anketleri
administration-line = { $title }, { $who }, { $occasion }. ölçüm, { $date }: { $state }
state-open = yanıtlanıyor
state-answered = yanıtlandı
closed-begun-anew = kapatıldı, yeniden başlandı
closed-replaced = değiştirildi, artık sayılmaz
closed-mistaken = çıkarıldı, sayılmaz
closed-cancelled = kod iptal edildi, kimseye sorulmadı
closed-held-twice = sayılmaz: bu ölçüm iki kez vardı. Depoyu yöneten karar verir (verbond store duplicates)
correct = Düzelt
reason = Neden
reason-needed = Nedenini yazın.
take-out = Sayılmasın
cancel-code = Kodu iptal et
no-code = İptal edilecek bir kod yok.
occasion-taken = { $occasion }. ölçümün zaten bir anketi var.
only-answerer = Yanıtları yalnızca yanıtlayan görebilir
give-code = Kod ver
code-given = { $case } için { $who } kodu, { $occasion }. ölçüm, { $date }, 30 dakika ve bir kez geçerli:
only-own-answers = Bir kısmı zaten gizli olarak yanıtlandı. Yalnızca yanıtlayan devam eder; başkası yeniden başlar.
still-looking = Dosyalara bakılıyor. Dikkat isteyenler ve sayılar birazdan burada olacak.
cases-followed = İzlenen dosyalar
none-yet = Henüz yok.
case = Dosya
asked = Soruldu
answered = Yanıtlandı
now = Şimdi
case-not-here = Bu kod burada kullanılamaz. Başka bir kod seçin.
occasion-is-number = Ölçüm bir sayıdır, 1 ya da daha büyük.
try-again = Lütfen yeniden deneyin.
code-empty = dosya kodu yok
code-letters = bir kod harf, rakam, `-`, `_` ve `.` içerir, en çok { $most } tane
code-like-name = bu bir isim olabilir: kodda bir rakam bulunur, `c-017` gibi
code-like-citizen = bu bir kimlik numarası olabilir: kodda bir harf bulunur ya da kod daha kısadır
no-such-fact = `{ $fact }` bu ölçeğin bildiği bir bilgi değil
case-named = Dosya { $case }
nothing-answered = Henüz hiçbir şey yanıtlanmadı.
confidential = Gizli
confidential-answered = { $who }, ölçüm { $occasion }: yanıtlandı
confidential-open = { $who }, ölçüm { $occasion }: henüz yanıtlanmadı
measure-refused = { $measure }: dosya, bu sürüm yanıtlandığı zamankinden farklı puanlayacak biçimde değiştirilmiş. Kullanılmıyor. Değiştirilen dosyaya yeni bir sürüm verin.
some-unfinished = Bazı anketler henüz bitmedi; burada gösterilmiyor.
status-experimental = deneysel
status-piloted = denenmiş
status-validated = geçerliği sınanmış
status-retired = kullanımdan kalkmış
due-list = Yapılacaklar
due-measure = Anket
due-by = Son gün
due-late = gecikmiş
due-open = şimdi soruluyor
due-coming = henüz sorulmuyor
due-reminded = bugün hatırlatılıyor
due-nothing = Yapılacak bir şey yok.
due-undecided = { $case }: { $measure } kimseye sorulmuyor, çünkü dosya için { $facts } bilinmiyor.
due-no-schedule = { $case }, { $schedule } planını izliyor, ama böyle bir plan yok.

cases-over-time = { $title }: zaman içinde dosyalar
cases-attention = { $cases } dosya, { $attention } tanesinde şu anda bir uyarı ya da kopma belirtisi var
not-validated = Bu ölçek { $status }: buradaki hiçbir şey bir insan hakkında hüküm değildir.
norms = Normlar
without-norms = Normlar olmadan, bir değişimin güvenilir olup olmadığı söylenmez.
version-change = { $occasion } ölçümünden itibaren sürüm { $to } yanıtlanıyor, önce { $from } idi
version-line = Grafiklerdeki çizgide ölçek değişiyor: { $change }. Çizginin iki yanında karşılaştırılamayan puanlar gösterilmiyor.
left-out = karşılaştırılamayan puanlar gösterilmiyor
solid = düz
dashed = kesikli
case-values = Dosya { $case }: değerler
score = Puan
who = Kim
band = Düzey
since-first = İlkinden beri
since-before = Bir öncekinden beri
gaps = İkisinin ayrıldığı yerler, ölçüm { $occasion }
difference = fark
missing = eksik
by-occasion = { $who }, ölçümlere göre: { $values }
lower-reliably = güvenilir biçimde düştü (ölçme hatasından fazla)
higher-reliably = güvenilir biçimde yükseldi (ölçme hatasından fazla)
lower-not-reliably = düştü, ama ölçme hatası içinde
higher-not-reliably = yükseldi, ama ölçme hatası içinde
unchanged = aynı kaldı
no-norms = norm verilmedi, bu yüzden bir değişimin güvenilir olup olmadığı bilinmez
no-group = normlardaki hiçbir grup bu dosyaya uymuyor, bu yüzden bir değişimin güvenilir olup olmadığı bilinmez
no-spread = normlar bu puanın standart sapmasını vermiyor, bu yüzden bir değişimin güvenilir olup olmadığı bilinmez
no-reliability = bu puanın güvenirliği bilinmiyor, bu yüzden bir değişimin güvenilir olup olmadığı da bilinmez
low-reliability = bu puanın güvenirliği { $reliability }, { $least } değerinden az: tek bir kişinin değişimini değerlendirmek için çok düşük
simulated-norms = normlar benzetimdir ve kimse bunlara göre değerlendirilmez
outcome-recovered = iyileşti
outcome-improved = düzeldi
outcome-unchanged = değişmedi
outcome-deteriorated = kötüleşti
fell-by = önceki ölçümden beri { $fall } düştü, { $points } sınırından fazla
fell-in-a-row = art arda { $times } kez düştü
below-best = şimdiye kadarki en iyi değerin, { $best }, güvenilir biçimde altında
change-since-first = { $score } ({ $who }) ilkinden beri: { $change }
change-since-before = { $score } ({ $who }) bir öncekinden beri: { $change }
gap-line = { $first } eksi { $second }, ölçüm { $occasion }: { $gaps }
alert-line = uyarı ({ $who }): { $sentence }
graded-alert-line = uyarı, { $severity } ({ $who }): { $sentence }
alert-mild = hafif
alert-severe = ağır
sign-line = kopma belirtisi ({ $who }): { $score } { $sign } [{ $source }]

team-title = { $title }: ekibin sayıları
small-hidden = { $least } dosyadan azına ait sayılar ve bunların çıkarılabileceği sayılar gösterilmez. Sayılar { $least } sayısının katlarına yuvarlanır; ortalamalar ve standart sapmalar tek bir dosya görülmeyecek biçimde yuvarlanır.
scores-at-last = Son ölçümdeki puanlar
group = Grup
mean = Ortalama
sd = SS
all = tümü
not-said = belirtilmedi
followed-cases = İzlenen dosyalar
attention-now = şu anda bir uyarı ya da kopma belirtisi
no-attention = hiçbiri
bands-at-last = { $score } ({ $bands }), son ölçümde
score-change = { $score }: ilk ölçümden beri değişim
reliably-lower = güvenilir biçimde düştü
no-reliable-change = güvenilir değişim yok
reliably-higher = güvenilir biçimde yükseldi
cannot-be-told = söylenemez

### Words of a talk: days, cases, reports, teams, paper

month-after-day =
  { $month ->
    [1] Ocak
    [2] Şubat
    [3] Mart
    [4] Nisan
    [5] Mayıs
    [6] Haziran
    [7] Temmuz
    [8] Ağustos
    [9] Eylül
    [10] Ekim
    [11] Kasım
   *[12] Aralık
  }
month-short =
  { $month ->
    [1] Oca
    [2] Şub
    [3] Mar
    [4] Nis
    [5] May
    [6] Haz
    [7] Tem
    [8] Ağu
    [9] Eyl
    [10] Eki
    [11] Kas
   *[12] Ara
  }
day-long = { $day } { month-after-day } { $year }
day-short = { $day } { month-short }
at-occasion = { $occasion }. ölçüm
none-of-these = bunların hiçbiri
where-are-we = Neredeyiz?
what-changed = Ne değişti?
where-apart = Nerede farklı görüyoruz?
score-now = { $who }: { $score } { $value } ({ $min } ile { $max } arasında).
score-in-band = { $who }: { $score } { $value } ({ $min } ile { $max } arasında) – { $band }.
score-not-known = { $who }: { $score } söylenemiyor, çok az soru yanıtlandı.
nothing-before = { $who }: bu ilk değer.
fell-since = { $who }: { $since } gününden beri { $by } düştü
rose-since = { $who }: { $since } gününden beri { $by } yükseldi
same-since = { $who }: { $since } gününden beri aynı
beyond-chance = rastlantıdan fazla
within-chance = rastlantıdan fazla değil
chance-unknown = rastlantıdan fazla olup olmadığı bilinmiyor
both-alike = İkisi de aynı görüyor.
who-is-higher = { $who } { $by } daha yüksek.
furthest-apart = En çok ayrıldıkları: “{ $question }” ({ $answers }).
measured-since = { $title } · { $since } gününden beri { $count } ölçüm
attention-first = Önce bunu konuşun
moved-since = { $since }: { $by }
cut-off = sınır { $at }
version-named = sürüm { $version }
band-from-to = { $band }: { $from } – { $to }
not-filled-in = doldurulmadı
chance-by-norms = “Rastlantıdan fazla”, { $id } { $version } normlarına göredir ({ $status }): { $population }.
chance-by-trial-norms = { $id } { $version } normları yalnızca deneme içindir ({ $status }): { $population }. Onlara göre karar vermeyin.
answers-of = { $when } yanıtları
answers-order = En büyük değişiklik veya fark en üsttedir.
answers-heading = Yanıtlar
now-short = şimdi
before-short = önce
last-time = geçen sefer ve nereye
was = önce { $answer }
difference-of = fark { $by }
no-difference = fark yok
same-as-before = öncekiyle aynı
turned-around = Ters: yüksek yanıt puanı düşürür.
other-answers = Diğer { $count } yanıt
more-answers = Dosya sayfasında { $count } yanıt daha var.
said-to-question = şu soruya: { $question }
parts = Bölümler
from-to = { $who } { $from } → { $to }
all-scores = Tüm puanlar bir tabloda
print-report = Yazdır
report-about = Dolduran: { $who }. Konuşmak için bir rapor; kimse hakkında bir yargı değil.
agreed = Neyi kararlaştırıyoruz
report-made = { $day } günü hazırlandı.
report-made-by = { $day } günü { $who } tarafından hazırlandı.
report-keep = Kişisel veri içerir: dosyada saklayın.
more-on-page = { $count } yanıt daha: --output hepsini bir sayfaya yazar.
question-head = Soru
team-signals = Uyarılar
team-signals-of = / { $cases } dosya şimdi ilgi istiyor
team-signals-beside = Son ölçümde bir uyarı veya kopma belirtisi.
team-hidden = Gösterilemeyecek kadar az.
team-mean = { $who } ortalaması
team-mean-of = { $who }: { $mean }.
team-scale = { $min } ile { $max } arasında, son ölçümde.
team-change = Değişim
team-changed = rastlantıdan fazla değişti ({ $who })
team-change-not-judged = Kimin değiştiği söylenmiyor: aşağıdaki nedenlere bakın.
team-months = Ay ay kaç dosyada yanıt verildi? ({ $who })
team-means = { $score }, ay ay: ortalama nerede?
team-bands = { $score }: herkes aynı şeyi mi görüyor?
team-changes = İlk ölçümden beri ne değişti? ({ $who })
team-not-shown = gösterilmiyor
team-dashed = Kesik çizgili boş parça yalnızca bir şey olduğunu söyler, ne kadar olduğunu değil.
team-tables = Tüm sayılar tablolarda

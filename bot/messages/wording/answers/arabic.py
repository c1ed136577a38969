"""The words of answers in Arabic, in which each command is isolated, since it runs the other way.

Otherwise its slash would stand behind it.
"""

import re

from bot.messages.wording.answers.answer_words import AnswerWords
from events.wording.counts import counted
from events.wording.translations.arabic import BEGIN, END

_COMMAND = re.compile(r"/[a-z{}]+(?: [A-Za-z0-9/]+)*")


def _isolated(text: str) -> str:
    """Return a text with its commands, and the words behind them, isolated."""
    return _COMMAND.sub(lambda found: f"{BEGIN}{found[0]}{END}", text)


ARABIC = AnswerWords(
    count=counted(
        "ar",
        {
            "event": {
                "zero": "{} فعالية",
                "one": "فعالية واحدة",
                "two": "فعاليتان",
                "few": "{} فعاليات",
                "many": "{} فعالية",
                "other": "{} فعالية",
            }
        },
    ),
    page="الصفحة {page} من {pages}",
    page_before="‹ الصفحة {}",
    page_after="الصفحة {} ›",
    fewer_words="{}. لعرض الصفحات الأخرى اسأل بكلمات أقل.",
    on_words="حول {words}: {text}",
    taken_for="لا يوجد ما يطابق {word}؛ فُهمت على أنها {like}.",
    and_more="و{} غيرها.",
    on_now="جارٍ الآن",
    perhaps_on_now="ربما جارٍ الآن",
    today="اليوم",
    still_to_come="لم يبدأ بعد",
    earlier_today="في وقت سابق من اليوم",
    next="التالي",
    last="آخر ما جرى",
    off="أُلغي أو أُجِّل أو لم يعد مدرجًا",
    perhaps_this_week="ربما هذا الأسبوع، يُعلن الموعد لاحقًا",
    this_day="اليوم، {}",
    week_from="الأسبوع: {}",
    nothing_today="لم يُعلن شيء لهذا اليوم.",
    nothing_these_days="لم يُعلن شيء لهذه الأيام.",
    nothing_ahead="لم يُعلن شيء للفترة المقبلة",
    nothing_ahead_dated="لم يُعلن شيء بتاريخ محدد للفترة المقبلة",
    nothing_more="لم يُعلن شيء آخر",
    nothing_more_dated="لم يُعلن شيء آخر بتاريخ محدد",
    no_press="لم يُعلن عن أي مؤتمر صحفي أو إحاطة صحفية",
    for_the_press="لوسائل الإعلام",
    accreditation_closes="انتهاء مهلة الاعتماد الصحفي",
    what_has_changed="ما الذي تغيّر",
    nothing_on_record="لا شيء مسجل بعد.",
    published="نُشر {}",
    unreadable="تتعذر قراءة السجل الآن. أعد السؤال بعد قليل.",
    event_usage=_isolated(
        "اكتب /event وبعض كلمات العنوان أو المكان أو المشاركين: /event osce vienna."
    ),
    closes_accreditation_for="تنتهي به مهلة الاعتماد الصحفي لـ",
    agenda="البرنامج",
    ask_for_accreditation="طلب الاعتماد الصحفي",
    nothing_has="لا شيء في البرنامج يطابق {}.",
    no_event_has_all="لا توجد فعالية تطابق كل كلمات {}.",
    other_words=_isolated("جرّب كلمات أخرى، أو اسأل /next 10 لمعرفة ما هو آتٍ."),
    nearest="الأقرب إليها:",
    add_to_calendar="أضف إلى التقويم",
    follow="متابعة",
    subscribe="الاشتراك في التقويم",
    stop="إيقاف المتابعة: {}",
    calendar="التقويم",
    opens_in_program="يُفتح في برنامج التقويم",
    page_with_buttons="صفحة فيها زر لكل تقويم",
    no_feed="ليس لهذا التقويم عنوان عام. اطلبه ممن يدير هذا البوت.",
    no_own_calendar=(
        "ليس له تقويم خاص: هناك تقاويم بحسب النوع والمدينة والمشارك والوسم والبرنامج."
    ),
    left_out="لا يوجد نوع أو مدينة أو مشارك أو وسم أو برنامج باسم {}، ولذلك لم يُؤخذ في الحسبان.",
    follow_usage=_isolated(
        "اكتب /follow ثم مدينة أو مشاركًا أو نوعًا أو كلمة: /follow vienna، /follow briefings، "
        "/follow nato. والمدة في النهاية تحدد قبل كم من الوقت أذكّرك: "
        "/follow فيينا 3 ساعات.\n"
        "يعرض /following ما تتابعه، وينهي /stop كل ذلك."
    ),
    length_unknown=_isolated(
        "لا أفهم في {} قبل كم من الوقت أذكّرك، فلم تبدأ متابعة شيء بذلك. اكتب في النهاية عدد "
        "الدقائق أو الساعات أو الأيام أو الأسابيع، 366 يومًا على الأكثر: /follow فيينا 3 ساعات، أو "
        "/follow فيينا 1 يوم، 3 ساعات لتذكيرين."
    ),
    too_many=_isolated(
        "تتابع هذه الدردشة أقصى ما يمكنني حفظه. يعرضه /following مع أزرار لإيقاف المتابعة."
    ),
    follows_nothing=_isolated(
        "لا تتابع هذه الدردشة شيئًا. ابدأ بـ /follow vienna أو بالزر أسفل /event."
    ),
    followed="تجري متابعة: {}",
    reminders_as_agenda="تصل التذكيرات إلى هنا كما يحددها البرنامج، والتغييرات عند نشرها.",
    reminders_before="تصل التذكيرات إلى هنا قبل الموعد بـ{}، والتغييرات عند نشرها.",
    and_again=" ثم بـ",
    moved_here="من الآن يصل إلى هنا كل ما تتابعه هذه الدردشة.",
    outside_thread="تصل إلى المجموعة رسائل مستقلة، لا ردودًا هنا.",
    to_come="القادم: {}.",
    the_next="أقربها: {}",
    nothing_to_come="لا شيء مما هو آتٍ يتعلق بذلك حتى الآن.",
    chat_follows="تتابع هذه الدردشة",
    topic_before="{topic}، قبل الموعد بـ{leads}",
    gone_topic="فعالية لم تعد في البرنامج",
    stopped=(
        "تم: حذفت كل ما كنت أحفظه عن هذه الدردشة، أي ما تتابعه وما اختارته وما نشرته هنا. أما "
        "الرسائل نفسها فتبقى إلى أن تحذفها أنت."
    ),
    commands={
        name: _isolated(about)
        for name, about in {
            "next": "ما يجري الآن وما يليه: /next 3، /next osce",
            "today": "ما يجري اليوم",
            "week": "ما يجري في الأيام السبعة المقبلة",
            "event": "كل شيء عن فعالية واحدة: /event osce vienna",
            "changes": "ما الذي تغيّر مؤخرًا",
            "press": "المؤتمرات والإحاطات الصحفية، ومن يمكنه الحضور",
            "follow": "تذكيرات خاصة بك: /follow vienna، /follow فيينا 3 ساعات",
            "following": "ما تتابعه، وكيف توقف المتابعة",
            "stop": "إيقاف كل متابعة وحذف ما أحفظه",
            "language": "بأي لغة أجيب: /language ar",
            "timezone": "بتوقيت أي مدينة أكتب المواعيد: /timezone cairo",
            "feed": "عناوين التقويم أو جزء منه: /feed vienna، /feed following",
            "privacy": "ما الذي أحفظه",
            "help": "ما الذي أستطيع فعله",
        }.items()
    },
    this_is=f"هذا {BEGIN}Podium{END}: {{}}.",
    i_tell="أخبرك بما هو آتٍ، وكل موعد بتوقيتك المحلي.",
    no_command=_isolated("لا يوجد أمر /{}."),
    did_you_mean=_isolated("هل تقصد /{}؟"),
    help_lists=_isolated("يعرض /help الأوامر المتاحة."),
    there_is="الأوامر المتاحة:",
    next_usage=_isolated(
        "اكتب /next لمعرفة الفعالية التالية، أو /next 3 للفعاليات الثلاث التالية (حتى {})، "
        "أو /next osce لما يتعلق بذلك."
    ),
    number_as_word=_isolated(
        "فُهم {} هنا على أنه كلمة، لأن فعالية تتضمنه. عدد الفعاليات يُكتب أولًا: /next 3 osce."
    ),
    privacy=_isolated(
        "لا أحفظ شيئًا عمن يسألني: لا اسمًا ولا رقمًا ولا كلمة مما سأل عنه. أما الدردشة التي تتابع "
        "شيئًا أو اختارت لغة أو منطقة زمنية فتُحفظ برقمها، مع ما اختارته ومنذ متى والموضوع "
        "الذي أنشر فيه وما نشرته في الدردشة وهل رفضت رسالة، و/stop يحذف ذلك. تبقى هذه البيانات في "
        "النسخ الاحتياطية السابقة، ويرد الرقم مع كل رسالة في سجل من يديرني.\n\n"
        "{}\n\n"
        "أتذكر لمدة دقيقة بعد كل جواب في أي دردشة أجبت، وأرقام أحدث الرسائل والأزرار المضغوطة، حتى "
        "لا أفعل شيئًا مرتين. ولا يُدوَّن ذلك أبدًا. يخبرني تلغرام مع كل رسالة بلغة تطبيقك، فأجيب "
        "بها ولا أحفظها إلا إذا كنت تتابع شيئًا في دردشة خاصة.\n\n"
        "ويُحفظ ما نُشر عن كل فعالية، وما نشرته في القنوات والمجموعات والعناوين التي اختارها من "
        "يديرني، وأرقامها وعناوينها، ورقم دردشة مشغّلي ورقم آخر رسالة في كل منها دون نصها ودون "
        "كاتبها.\n\n"
        "ما تكتبه لي يمر عبر تلغرام، وله قواعده الخاصة."
    ),
    nothing_stored="لا أحفظ الآن شيئًا عن هذه الدردشة.",
    stored=_isolated("أحفظ الآن عن هذه الدردشة، إلى حين /stop:"),
    stored_number="رقمها، منذ {}",
    stored_follows=_isolated("ما تتابعه (/following): {}"),
    stored_forum_topic="رقم الموضوع الذي أنشر فيه: {}",
    stored_posts="رسائلي هنا: {}",
    stored_language=_isolated("لغتها (/language): {}"),
    stored_timezone=_isolated("منطقتها الزمنية (/timezone): {}"),
    language_set="من الآن أجيب هنا بهذه اللغة: {}.",
    language_usage=_isolated(
        "أجيب هنا بهذه اللغة: {}. اضغط على لغة أخرى أو اكتب رمزها: /language ar. تبقى العناوين "
        "والأماكن والأسماء كما هي في البرنامج."
    ),
    language_unknown="ليست لدي لغة باسم {}.",
    timezone_set="أكتب المواعيد هنا بتوقيت مكان كل فعالية وبتوقيت {}.",
    timezone_none="أكتب المواعيد هنا بتوقيت مكان كل فعالية وبتوقيت غرينتش.",
    timezone_usage=_isolated(
        "اكتب /timezone ثم مدينة أو بلدًا أو منطقة زمنية: /timezone cairo، /timezone portugal، "
        "/timezone Asia/Tokyo. ويلغي ذلك /timezone off. يعرض تلغرام المواعيد بتوقيتك على أي حال، "
        "وهذا للبرامج التي لا تستطيع ذلك وللإشعارات."
    ),
    timezone_unknown="لا أعرف مدينة أو بلدًا أو منطقة زمنية باسم {}.",
    timezone_several="قد يكون المقصود بـ{}:",
    timezone_many="في {} مناطق زمنية كثيرة. اكتب اسم مدينة.",
    gone="لم تعد هذه الفعالية في البرنامج.",
    undated="يُعلن موعدها لاحقًا: لا شيء بعد يوضع في التقويم.",
    old_button=_isolated("هذا الزر من وقت سابق. اسأل من جديد: يعرض /help الأوامر المتاحة."),
    too_old=_isolated("هذه الرسالة قديمة جدًا. اسأل من جديد: يعرض /help الأوامر المتاحة."),
    too_much="الأسئلة كثيرة جدًا الآن. حاول مرة أخرى بعد دقيقة.",
    administrators="المشرفون وحدهم يختارون ما تتلقاه هذه الدردشة.",
    named="ما تتلقاه هذه الدردشة اختاره من يدير هذا البوت.",
    unavailable="لا يمكن حفظ ذلك الآن. حاول مرة أخرى بعد بضع دقائق.",
)

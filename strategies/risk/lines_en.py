"""The crisis replies in English. To be read aloud: short sentences, no blame, no promise, nobody said to be told."""

from strategies.risk.lines import Line, Lines
from strategies.risk.paths import Path

LINES: Lines = {
    (Path.SUICIDE, 1): (
        Line(
            opening="Thank you for telling me. It sounds as though things have become very heavy, and I want to "
            "understand it.",
            ask="Can I ask you directly: are you having thoughts of ending your life?",
        ),
        Line(
            opening="I'm glad you said that out loud. It matters more than anything else we had planned for today.",
            ask="I'll ask it plainly, because plain is kinder: have you been thinking about killing yourself?",
        ),
        Line(
            opening="That was an important thing to say, and I don't want to pass over it. You can tell me as much or "
            "as little as you like.",
            ask="When it gets this hard, do thoughts come of not being alive, or of ending your life?",
        ),
        Line(
            opening="I hear how worn down you are, and I take it seriously.",
            ask="Some people who feel this way think about suicide. Is that so for you?",
        ),
    ),
    (Path.SUICIDE, 2): (
        Line(
            opening="Thank you for trusting me with this. I take it seriously. Your safety comes before everything "
            "else today.",
            do="I'd like to ask you some direct questions, and then look with you at what can get you through the "
            "next hours.",
            ask="Is there someone who could be with you today?",
        ),
        Line(
            opening="What you describe sounds frightening, and you don't have to carry it alone.",
            do="Let's stay with this together, one question at a time.",
            ask="Are you somewhere safe right now?",
        ),
        Line(
            opening="I'm glad you told me. Pain like this needs more than one person's help, and a clinician should "
            "hear of it too.",
            do="If something near you could hurt you, put it out of reach, or go to another room.",
            ask="Can you do that now?",
        ),
        Line(
            opening="You said something very hard, and you are still here with me. That counts.",
            do="Let's go slowly. I'd like to ask you directly how near this is.",
            ask="Who could be near you today?",
        ),
    ),
    (Path.SUICIDE, 3): (
        Line(
            opening="I'm really worried about you right now, and I'm glad you're still talking to me. You shouldn't be "
            "alone with this.",
            do="Please call for help now, or let someone take you to the nearest emergency department. Until then, "
            "stay where other people are.",
            ask="Are you safe at this moment?",
        ),
        Line(
            opening="This can't wait, and it isn't too late. The next minutes are only about keeping you alive, and "
            "not alone.",
            do="Call for help now, or hand your phone to someone and let them call.",
            ask="Who is nearest to you?",
        ),
        Line(
            opening="Let's put everything else down. Only your safety counts now.",
            do="If you have taken something, or you are hurt, get an ambulance, even if you feel all right. Unlock the "
            "door, and be with someone until it comes.",
            ask="Can you do that now?",
        ),
        Line(
            opening="I hear how close this has come. Please give it a little time. A moment like this can pass.",
            do="Step away from whatever you could use, and go to someone, anyone. Then call for help together.",
            ask="Where could you go right now?",
        ),
    ),
    (Path.MEDICAL, 3): (
        Line(
            opening="This can't wait for anything else.",
            do="You only have to say where it is and what has happened. Call even if it seems better just now.",
            ask="Can you make that call?",
        ),
        Line(
            opening="This needs a doctor at once.",
            do="If you can't speak, let anyone near you call. Then stay where you can be found.",
            ask="Is anyone with you?",
        ),
        Line(
            opening="Everything else can wait.",
            do="If someone is near, say just this to them: call an ambulance for me.",
            ask="Is there someone beside you?",
        ),
    ),
    (Path.VOICES, 3): (
        Line(
            opening="Thank you for telling me. Hearing that must be frightening, and you don't have to face it alone.",
            do="You don't have to do what it says. If you feel that you can't hold it off, call for help, or go to "
            "where people are.",
            ask="What does it say to you?",
        ),
        Line(
            opening="I can hear how hard this is, and I'm glad you said it.",
            do="When it is this loud, it helps to have someone near, and to put away whatever could hurt you or "
            "anyone else.",
            ask="Is anyone near you?",
        ),
        Line(
            opening="It takes courage to say what you hear. I take it seriously.",
            do="If it grows too strong, don't wait. Call for help, or let someone go with you to a hospital.",
            ask="Who could be with you now?",
        ),
    ),
    (Path.OTHERS, 2): (
        Line(
            opening="Thank you for saying this here. A thought like that is heavy to carry, and it was good to say it.",
            do="I'd like to ask you some direct questions, and I won't judge you for the answers.",
            ask="Do you mean to do it?",
        ),
        Line(
            opening="I hear how angry or how hurt you must be. I'm not here to blame you.",
            do="Before anything else, let's slow this down together.",
            ask="Are you near that person now?",
        ),
        Line(
            opening="That is hard to admit, and you did.",
            do="While we talk, keep some distance, and leave alone whatever could hurt someone.",
            ask="Can you do that?",
        ),
    ),
    (Path.OTHERS, 3): (
        Line(
            opening="I'm worried, for you and for them, and I'm glad you told me.",
            do="Please move away now: another room, the street, anywhere with some distance. If you feel that you "
            "can't stop it, call that number; it is there for this too.",
            ask="Can you get away from there?",
        ),
        Line(
            opening="This is the moment to stop and take one step back. Nothing has to be done now.",
            do="Put down what is in your hands, and go to where other people are.",
            ask="Where can you go?",
        ),
        Line(
            opening="Nothing has happened yet, and it doesn't have to.",
            do="Let someone you trust stay with you. If it grows, call that number before you do anything else.",
            ask="Who could stay with you?",
        ),
    ),
    (Path.VIOLENCE, 1): (
        Line(
            opening="Thank you for telling me. What was done to you was not your fault.",
            ask="Are you safe from it now?",
        ),
        Line(
            opening="I'm sorry that this happened to you. You can say as much of it as you want, and no more.",
            ask="Is it over, or does it still happen?",
        ),
        Line(
            opening="That is a lot to have lived with, and I believe you.",
            ask="Are you safe today?",
        ),
    ),
    (Path.VIOLENCE, 2): (
        Line(
            opening="I'm glad you told me. Nobody has the right to do that to you, and it isn't your fault.",
            do="What you do about it is yours to decide. I'd like to ask a few things about your safety.",
            ask="Are you safe right now?",
        ),
        Line(
            opening="I believe you, and I'm sorry that this is happening.",
            do="We can go at your pace. If someone comes in, just stop.",
            ask="Are you alone at the moment?",
        ),
        Line(
            opening="You shouldn't have to live with this, and you don't have to sort it all out today.",
            do="Let's look at one thing only, how safe you are.",
            ask="How is it right now?",
        ),
    ),
    (Path.VIOLENCE, 3): (
        Line(
            opening="I'm worried for you, and I'm glad you're telling me.",
            do="If it is dangerous this minute, a neighbour's door or a place with people may be the nearest help. You "
            "know best what is safe for you.",
            ask="Are you in danger at this moment?",
        ),
        Line(
            opening="This sounds very dangerous, and none of it is your fault.",
            do="If calling isn't safe, perhaps you can give someone near you a sign. You decide what is safe to do.",
            ask="Is anyone near who could help?",
        ),
        Line(
            opening="Nothing we could talk about matters more than your life.",
            do="If you can call without being heard, that number is for exactly this. If you can't, stop here whenever "
            "you need to.",
            ask="Is it safe for you to go on?",
        ),
    ),
    (Path.SELF_INJURY, 1): (
        Line(
            opening="Thank you for telling me. When it all gets too much, hurting yourself can seem like the only "
            "relief. I won't scold you for it.",
            ask="Is it also that you don't want to live?",
        ),
        Line(
            opening="I'm glad you can say it. It must hurt very much inside.",
            ask="Do thoughts of dying come with it?",
        ),
        Line(
            opening="You don't have to be ashamed of saying this here.",
            ask="When the urge comes, do you also think of ending your life?",
        ),
    ),
    (Path.SELF_INJURY, 2): (
        Line(
            opening="Thank you for telling me. I won't scold you. Something must have hurt more than your skin.",
            do="If a wound is deep, or keeps bleeding, let a doctor or a nurse see it today.",
            ask="Is anything hurt right now?",
        ),
        Line(
            opening="I'm glad you didn't keep it to yourself.",
            do="If you are hurt now, look after that first, with clean water and a clean cloth. If it is deep, a "
            "doctor should see it.",
            ask="Does it need care?",
        ),
        Line(
            opening="You don't have to hide this from me.",
            do="Something cold in your hands, or someone beside you, can carry you through the worst minutes. A deep "
            "wound needs a doctor.",
            ask="Is someone near you?",
        ),
    ),
}

AFTER: Lines = {
    (Path.SUICIDE, 2): (
        Line(
            opening="Thank you for staying with these questions. It is good that this has been said.",
            ask="Shall we go on gently from here?",
        ),
        Line(
            opening="Those were hard questions, and you stayed. You don't have to carry this alone from here on.",
            ask="Is it all right if we go on, slowly?",
        ),
        Line(
            opening="I'm glad we looked at this together. A clinician should look at it with you too.",
            ask="What would you need now, before we go on?",
        ),
    ),
    (Path.SUICIDE, 3): (
        Line(
            opening="Thank you for answering. I'm still worried about you, and we don't have to go on as if nothing "
            "had been said.",
            ask="Is someone with you now, or can someone come?",
        ),
        Line(
            opening="You have told me how near it is. Please don't be alone with it today.",
            ask="Who will be with you in the next hours?",
        ),
        Line(
            opening="What you said is what counts today, and the rest can wait.",
            ask="Can you get to someone now, or get someone to come?",
        ),
    ),
}
"""After the screen, when its answers reached tier 2 or 3 or one was refused."""

SEEN = (
    "A clinician has seen what you told me before.",
    "What you said earlier has been seen by a clinician.",
    "A clinician has read of this, so you are not the only one who knows.",
)
"""Only once an escalation of an open event was acknowledged by a named person."""

PLAN = {
    "warning_signs": "It begins with",
    "coping": "What helps",
    "distraction": "Where your mind can rest",
    "help": "Someone to turn to",
    "professionals": "Professional help",
    "means_safety": "What makes it safer",
}
PLAN_LEAD = "These are your own words."

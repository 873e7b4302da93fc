"""Everyday words of health texts in English and Spanish, so that passages without a common root can be told apart.

Not a dictionary for readers: entries of four letters and more are beginnings of words, the longest that fits counts,
and a word that has several meanings stands for its commonest. A line is one meaning: English, a colon, Spanish. Words
that both languages build from the same root (acupuncture, acupuntura) need no line.
"""

from __future__ import annotations

from collections.abc import Iterator

_ENGLISH_SPANISH = """
two: dos
three: tres
four: cuatro
five: cinco
six: seis
seven: siete
eight: ocho
nine: nueve
ten: diez
half: mitad medio
day days daily: dia dias diari
hour: hora
week: semana
month: mes meses mensual
year: ano anos
night: noche
morning: manana
early: temprano
late later: tarde adelante
always: siempre
never: nunca
often: menudo frecuencia
before: antes
after: despues
while: mientras
without: sin
body: cuerpo corporal
blood: sangr sanguine
heart: corazon cardiac
brain: cerebro
lung: pulmon
kidney: rinon renal
liver: higado
stomach: estomago
belly: vientre barriga
skin: piel
bone: hueso
eye: ojo ojos
ear: oido oreja
nose: nariz
mouth: boca
tooth teeth: diente
throat: garganta
neck: cuello
head: cabeza
face: cara rostro
hair: pelo cabello
arm arms: brazo
leg legs: pierna
hand: mano manos
foot feet: pie pies
knee: rodilla
hip hips: cadera
shoulder: hombro
finger toe toes: dedo
back: espalda
chest: pecho
breast: seno senos
breath: respir
cell: celula
tissue: tejido
bladder: vejiga
stool: heces
airway: via vias
lip lips: labio
gum gums: encia
pain ache hurt: dolor duele
fever: fiebre
cough: tos toser
flu: gripe influenza
swell swollen: hincha
itch: picazon comezon
rash: sarpullido
tired: cansa
weak: debil
dizz: mareo
burn: quema ardor
numb: entumec adormec
sweat: sudor
thirst: sed
sleep: dorm sueno durm duerm
weight: peso
illness disease sick: enfermed enfermo enferma
health: salud sano sana
risk: riesgo
test: prueba
surgery: cirugia
nurse: enfermera
pill: pastilla
shot: inyecc
needle: aguja
drug: farmaco
help: ayuda
need: necesi
use uses used using: usar use usa usan uso usos
keep: manten guarda guarde
take: toma tome
call: llama llame
ask: pregunt pida pedir
talk: habla hable
know: saber sepa conoc
learn: aprend
find: encontr encuentr
eat eats eating: comer coma come comen
drink: bebe beba bebi
food: aliment comida
water: agua
milk: leche
salt: sal
sugar: azucar
fat: grasa
vegetable: verdura
meat beef: carne
fish: pescado
bread: pan
egg eggs: huevo
bean: frijol
nut nuts: nuez nueces
cheese: queso
juice: jugo
smok: fumar fuma humo
walk: camin
exercis: ejercici
rest: descans reposo
work: trabaj
play: jugar juega juego
wash: lavar lava lave lavado
clean: limpi
child children: nino nina hijo hija
woman women: mujer
man men: hombre
people person: persona gente
mother: madre
father: padre
parent: padres
pregnan: embaraz
birth: nacimiento parto
old older: mayor mayores
young: joven
age aged ages: edad
high: alto alta altos altas
low lower: bajo baja bajos bajas
less: menos
large big: grande
small: pequen
new: nuevo nueva
long: largo larga
short: corto corta
first: primero
different: distint diferent
many much: mucho mucha
most: mayoria
few: poco poca
enough: suficiente bastante
better best: mejor
worse worst: peor empeor
dry: seco seca secos secas
hard: duro dura duros duras
red: rojo roja
white: blanc
black: negr
blue: azul
yellow: amarill
green: verde
brown: marron
pink: rosad
dark: oscur
pale: palid
home house: casa hogar
school: escuela
air: aire
sun: sol
light: luz
world: mundo
feel: sient sent
grow: crec
chang: cambi
begin began start: comenz comienz empez empiez
stop: dejar deje deja
bring carr: lleva lleve
avoid: evita evite
happen: ocurr suced
live lives living life: vivir vive viva vida
death die dies died: muert morir muer
safe: segur
danger: peligr
wait: espera espere
writ: escrib anote
pass: pasar pasa pase
side: lado costado
stroke: derrame
stone: calculo piedra
iron: hierro
asthma: asma
trigger: desencaden
gene genes: gen genes
dna: adn
rna: arn
hiv: vih
aids: sida
copd: epoc
"""


def lines() -> Iterator[dict[str, list[str]]]:
    """Yield each meaning as language tag to words."""
    for line in _ENGLISH_SPANISH.strip().splitlines():
        english, spanish = line.split(":")
        yield {"en": english.split(), "es": spanish.split()}
